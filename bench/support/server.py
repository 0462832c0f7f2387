"""A server of the benchmark's own: release build, temporary data folder, a free port on loopback, limits off."""
import http.client
import json
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / "build" / "release" / "vtp-platform"
PASSWORD = "Benchmark-1234"


class Server:
    def __init__(self, *options: str):
        self.options = options

    def __enter__(self) -> "Server":
        self.folder = tempfile.TemporaryDirectory(prefix="vtp-bench-")
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.stop()
        self.folder.cleanup()

    def start(self) -> float:
        """Starts on the folder as it is; returns the seconds until it said where it listens."""
        started = time.monotonic()
        self.process = subprocess.Popen(
            [str(PROGRAM), "serve", "--data", self.folder.name, "--listen", "127.0.0.1:0",
             "--set", "limits.enabled=false", "--set", "log.level=warning", "--set", "media.udp_port=0",
             *self.options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                return time.monotonic() - started
        raise RuntimeError("the server did not say where it listens")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def call(self, method: str, path: str, body: dict | None = None, token: str = "") -> dict:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        connection.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:200]!r}")
        return json.loads(text) if text else {}

    def sign_up(self, email: str) -> str:
        """Registers (the first account becomes the administrator) and signs in; returns the access token."""
        self.call("POST", "/auth/register", {"email": email, "password": PASSWORD, "full_name": "Bench"})
        return self.call("POST", "/auth/login", {"email": email, "password": PASSWORD})["access_token"]

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_megabytes(self) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0
