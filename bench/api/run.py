#!/usr/bin/env python3
"""The start of the program; GET /api/v1/courses, signed in, 20 rows of 1,000: rate, latency, memory; then the same
while people sign in.

Needs build/release/vtp-platform (./run --build-only) and wrk (Debian package). Takes about 40 s.
"""
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from support.server import PASSWORD, Server  # noqa: E402

COURSES = 1000
SECONDS = 8
SIGN_INS = 20
STARTS = 5


def load(server: Server, token: str, seconds: int, connections: int) -> dict[str, str]:
    """One run of wrk against the course list; its figures by name."""
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Authorization: Bearer {token}",
         f"http://127.0.0.1:{server.port}/api/v1/courses?limit=20"],
        capture_output=True, text=True, check=True).stdout
    figures = {"rate": re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)}
    figures |= {f"p{percent}": value for percent, value in re.findall(r"^\s+(50|99)%\s+(\S+)", output, re.MULTILINE)}
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    figures["failed"] = failed.group(1) if failed else "0"
    return figures


def sign_in_together(server: Server, stop: threading.Event, times: list[float]) -> list[threading.Thread]:
    """SIGN_INS people who sign in again and again until told to stop; adds how long each sign-in took."""
    def person() -> None:
        while not stop.is_set():
            started = time.monotonic()
            server.call("POST", "/auth/login", {"email": "admin@bench.example", "password": PASSWORD})
            times.append(time.monotonic() - started)
    people = [threading.Thread(target=person) for _ in range(SIGN_INS)]
    for thread in people:
        thread.start()
    return people


def restart(server: Server) -> float:
    server.stop()
    return server.start()


def main() -> None:
    with Server("--roles", "api") as server:
        print(f"idle memory             {server.resident_megabytes():.1f} MB")
        token = server.sign_up("admin@bench.example")
        print(f"start                   {statistics.median(restart(server) for _ in range(STARTS)):.3f} s")
        for number in range(COURSES):
            server.call("POST", "/courses", {"code": f"C{number}", "name": f"Course {number}", "semester": "Fall",
                                             "year": 2026, "status": "active"}, token)
        load(server, token, 2, 32)
        before = server.cpu_seconds()
        figures = load(server, token, SECONDS, 32)
        cpu = (server.cpu_seconds() - before) / (float(figures["rate"]) * SECONDS) * 1e6
        print(f"course list             {figures['rate']} requests/s, p50 {figures['p50']}, p99 {figures['p99']}, "
              f"{figures['failed']} failed, {cpu:.0f} us of CPU each")

        stop = threading.Event()
        times: list[float] = []
        people = sign_in_together(server, stop, times)
        figures = load(server, token, SECONDS, 4)
        stop.set()
        for thread in people:
            thread.join()
        print(f"with {SIGN_INS} sign-ins at once {figures['rate']} requests/s, p50 {figures['p50']}, p99 {figures['p99']}, "
              f"{figures['failed']} failed; {len(times)} sign-ins, median {statistics.median(times):.1f} s, "
              f"longest {max(times):.1f} s")
        print(f"memory after the load   {server.resident_megabytes():.1f} MB")


if __name__ == "__main__":
    main()
