#!/usr/bin/env python3
"""Our Socket.IO server against the npm package "socket.io": broadcast into rooms of 30, idle memory, connect storm.

Needs build/release/socketio-conformance and build/release/socketio_load, node and npm (which installs the reference
into a temporary folder). Takes about three minutes. Alternates the servers, so that what else the machine does
strikes both.
"""
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RELEASE = ROOT / "build" / "release"
HERE = Path(__file__).resolve().parent
CONNECTIONS = 1000
SECONDS = 8
ROUNDS = 3
PACED_RATE = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, command: list[str]):
        self.command = command

    def __enter__(self) -> "Server":
        self.port = free_port()
        self.process = subprocess.Popen([part.format(port=self.port) for part in self.command],
                                        stdout=subprocess.PIPE, text=True)
        if not self.process.stdout.readline():
            raise RuntimeError("the server did not start")
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_kilobytes(self) -> int:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0


class Load:
    """Clients that have entered; `run` begins what they do."""

    def __init__(self, port: int, connections: int, seconds: int, rate: int):
        self.started = time.monotonic()
        self.process = subprocess.Popen([str(RELEASE / "socketio_load"), str(port), str(connections), str(seconds), str(rate)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("the clients could not enter")
        self.entered_in = time.monotonic() - self.started

    def run(self) -> dict:
        output, _ = self.process.communicate("\n")
        return json.loads(output) if output else {}


def broadcast(command: list[str], rate: int) -> dict:
    with Server(command) as server:
        load = Load(server.port, CONNECTIONS, SECONDS, rate)
        before = server.cpu_seconds()
        figures = load.run()
        figures["cpu_us"] = (server.cpu_seconds() - before) * 1e6 / figures["deliveries"]
        figures["rate"] = figures["deliveries"] / figures["seconds"]
        return figures


def idle(command: list[str], connections: int) -> dict:
    with Server(command) as server:
        before = server.resident_kilobytes()
        load = Load(server.port, connections, 0, 0)
        time.sleep(2)  # for what the connecting left behind to be given back
        each = (server.resident_kilobytes() - before) / connections
        load.run()
        return {"kilobytes": each, "storm": load.entered_in}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="vtp-bench-socketio-") as folder:
        subprocess.run(["npm", "install", "--prefix", folder, "--loglevel=error", "--no-fund", "--no-audit", "socket.io@4.8"],
                       check=True)
        servers = {
            "ours": [str(RELEASE / "socketio-conformance"), "--port", "{port}", "--ping", "25000"],
            "npm": ["node", str(HERE / "reference_server.mjs"), folder, "{port}"],
        }
        for name, rate in {"paced": PACED_RATE, "overload": 0}.items():
            runs = {server: [] for server in servers}
            for _ in range(ROUNDS):
                for server, command in servers.items():
                    runs[server].append(broadcast(command, rate))
            for server, figures in runs.items():
                def middle(key: str) -> float:
                    return statistics.median(run[key] for run in figures)
                print(f"{name:>9} {server:>5}: {middle('cpu_us'):6.2f} us of CPU a delivery, {middle('rate'):9.0f} deliveries/s, "
                      f"p50 {middle('p50_us') / 1000:7.2f} ms, p99 {middle('p99_us') / 1000:7.2f} ms", flush=True)
        for server, command in servers.items():
            small, large = idle(command, 1000), idle(command, 10_000)
            print(f"     idle {server:>5}: {large['kilobytes']:.2f} KB each of 10,000; 1,000 one after another in {small['storm']:.2f} s",
                  flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
