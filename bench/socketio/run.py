#!/usr/bin/env python3
"""Our Socket.IO server against the npm package "socket.io": broadcast into rooms of 30, idle memory, connect storm.

Needs build/release/socketio-conformance, socketio_load and socketio_bare_send, node and npm (which installs the
reference into a temporary folder), and two cores: servers work on the first, clients on the second. Takes about five
minutes. Alternates the servers, so that what else the machine does strikes both; measures processor time, not time.
"""
import json
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
# What is broadcast: messages a second in each room (0 for as many as it takes), and whether the clients sleep when
# there is nothing to read.
BROADCASTS = {"paced": (PACED_RATE, False), "paced, busy clients": (PACED_RATE, True), "overload": (0, False)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def on_core(core: int, command: list[str]) -> list[str]:
    return ["taskset", "-c", str(core), *command]


def load_average() -> str:
    return Path("/proc/loadavg").read_text().split()[0]


class Server:
    def __init__(self, command: list[str]):
        self.command = command

    def __enter__(self) -> "Server":
        self.port = free_port()
        self.process = subprocess.Popen(on_core(0, [part.format(port=self.port) for part in self.command]),
                                        stdout=subprocess.PIPE, text=True)
        if not self.process.stdout.readline():
            raise RuntimeError("the server did not start")
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def cpu_seconds(self) -> float:
        """Of all its threads, as the scheduler counts it (in nanoseconds, not in ticks)."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def resident_kilobytes(self) -> int:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0


class Load:
    """Clients that have entered; `run` begins what they do."""

    def __init__(self, port: int, connections: int, seconds: int, rate: int, is_busy: bool = False):
        self.started = time.monotonic()
        command = [str(RELEASE / "socketio_load"), str(port), str(connections), str(seconds), str(rate)]
        self.process = subprocess.Popen(on_core(1, command + ["busy"] * is_busy),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("the clients could not enter")
        self.entered_in = time.monotonic() - self.started

    def run(self) -> dict:
        output, _ = self.process.communicate("\n")
        return json.loads(output) if output else {}


def broadcast(command: list[str], rate: int, is_busy: bool) -> dict:
    with Server(command) as server:
        load = Load(server.port, CONNECTIONS, SECONDS, rate, is_busy)
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


def bare_send(readers: str) -> float:
    """The floor: processor time of a send with nothing around it."""
    command = [str(RELEASE / "socketio_bare_send"), str(CONNECTIONS - CONNECTIONS % 30), str(SECONDS // 2)]
    run = subprocess.run(command + [readers] * bool(readers), check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(run.stdout)["cpu_us"]


def compare_broadcasts(servers: dict[str, list[str]]) -> None:
    for name, (rate, is_busy) in BROADCASTS.items():
        runs = {server: [] for server in servers}
        floors = []
        for _ in range(ROUNDS):
            for server, command in servers.items():
                runs[server].append(broadcast(command, rate, is_busy))
            if rate > 0:
                floors.append(bare_send("busy" if is_busy else ""))
        for server, figures in runs.items():
            def middle(key: str) -> float:
                return statistics.median(run[key] for run in figures)
            print(f"{name:>19} {server:>5}: {middle('cpu_us'):6.2f} us of CPU a delivery, {middle('rate'):9.0f} deliveries/s, "
                  f"p50 {middle('p50_us') / 1000:7.2f} ms, p99 {middle('p99_us') / 1000:7.2f} ms", flush=True)
        if floors:
            print(f"{name:>19} floor: {statistics.median(floors):6.2f} us of CPU a bare send (load average {load_average()})", flush=True)
    print(f"  nobody reads floor: {bare_send('nobody'):6.2f} us of CPU a bare send", flush=True)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="vtp-bench-socketio-") as folder:
        subprocess.run(["npm", "install", "--prefix", folder, "--loglevel=error", "--no-fund", "--no-audit", "socket.io@4.8"],
                       check=True)
        servers = {
            "ours": [str(RELEASE / "socketio-conformance"), "--port", "{port}", "--ping", "25000"],
            "npm": ["node", str(HERE / "reference_server.mjs"), folder, "{port}"],
        }
        compare_broadcasts(servers)
        for server, command in servers.items():
            small, large = idle(command, 1000), idle(command, 10_000)
            print(f"{'idle':>19} {server:>5}: {large['kilobytes']:.2f} KB each of 10,000; 1,000 one after another in {small['storm']:.2f} s",
                  flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
