#!/usr/bin/env python3
"""Our SFU against Debian's Janus: one publisher of video to 40 viewers, in alternating runs.

Needs build/release/sfu_server and build/release/sfu_load, and the Debian package `janus` (not started as a service). Says
what a forwarded packet costs, what a viewer takes of memory, and how long after the request to join its first packet
comes; then how much one media thread of ours can send, and how late packets are at 70 % of that; then what those inside
feel of many who come at once. Takes about six minutes.
"""
import argparse
import json
import os
import queue
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from janus import Janus
from peers import Peer, Started

ROOT = Path(__file__).resolve().parent.parent.parent
RELEASE = Path(os.environ.get("VTP_RELEASE", ROOT / "build" / "release"))
VIEWERS = 40
FRAMES, PACKETS, BYTES = 25, 10, 1100  # a second, in a frame, in a packet before sealing
SECONDS = 5
ROUNDS = 3
# To find the limit: many viewers of packets that come one by one, so that nothing waits behind a frame's other packets.
CAPACITY_VIEWERS, CAPACITY_BYTES = 200, 1200
CAPACITY_STEPS = (400, 500, 600, 700, 800, 900, 1000, 1200)  # packets a second from the publisher
COMFORTABLE = 0.7
INSIDE, JOINS, JOIN_SECONDS = 10, 200, 10


class Ours:
    name = "this server"

    def __enter__(self) -> "Ours":
        self.process = subprocess.Popen([RELEASE / "sfu_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)
        return self

    def __exit__(self, *_) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)

    def _ask(self, line: str) -> str:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def _open(self, line: str) -> Started:
        address, port, fragment, password, fingerprint, ssrc, payload_type = self._ask(line).split()
        return Started(address, int(port), fragment, password, fingerprint, int(ssrc), int(payload_type))

    def publish(self, peer: Peer) -> Started:
        return self._open(f"open publisher {peer.fingerprint} 4711 96")

    def view(self, peer: Peer) -> Started:
        return self._open(f"open viewer {peer.fingerprint}")

    def traffic(self) -> str:
        return self._ask("traffic")


class Load:
    """The load generator, with its browsers."""

    def __init__(self, profile: str, open_every: int):
        self.profile, self.open_every = profile, open_every

    def __enter__(self) -> "Load":
        self.process = subprocess.Popen([RELEASE / "sfu_load", self.profile, str(self.open_every)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines: queue.Queue = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.events: dict[tuple[str, str], float] = {}
        self.fingerprint = self._await("fingerprint")
        return self

    def __exit__(self, *_) -> None:
        self.say("quit")
        self.process.wait(timeout=20)

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def _await(self, word: str, name: str | None = None) -> str:
        """The rest of the line that begins so; connections and first packets are noted on the way."""
        while True:
            if name is not None and (word, name) in self.events:
                return str(self.events[word, name])
            line = self.lines.get(timeout=60)
            first, _, rest = line.partition(" ")
            if first in ("connected", "media"):
                who, when = rest.split()
                self.events[first, who] = float(when)
            elif first == word:
                return rest

    def say(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def peer(self) -> Peer:
        return Peer(self.fingerprint)

    def add(self, name: str, role: str, peer: Peer, at: Started) -> None:
        self.say(f"peer {name} {role} {at.address} {at.port} {at.fragment} {at.password} {at.fingerprint} {at.ssrc} "
                 f"{at.payload_type} {peer.port}")

    def when(self, event: str, name: str) -> float:
        return float(self._await(event, name))

    def measure(self, seconds: float) -> dict:
        self.say(f"measure {seconds}")
        return json.loads(self._await("measured"))


def processor_seconds(pid: int) -> float:
    """Of all threads, to the nanosecond."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def resident_bytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no memory")


def fill(server, load: Load, viewers: int, packets: int = PACKETS) -> tuple[list[float], float]:
    """Publishes, and lets viewers join one after the other. Gives the time to first media of each, in ms, and the
    bytes that a viewer takes."""
    publisher = load.peer()
    load.add("publisher", "publisher", publisher, server.publish(publisher))
    load.when("connected", "publisher")
    load.say(f"rate {FRAMES} {packets} {BYTES}")
    time.sleep(0.5)
    waits, before = [], 0
    for i in range(viewers):
        viewer, asked = load.peer(), time.monotonic()
        load.add(f"viewer{i}", "viewer", viewer, server.view(viewer))
        waits.append((load.when("media", f"viewer{i}") - asked) * 1000)
        if i == 0:  # what the first one needs is there for all
            before = resident_bytes(server.process.pid)
    return waits, (resident_bytes(server.process.pid) - before) / (viewers - 1)


def run_once(make_server, profile: str, seconds: float) -> dict:
    with make_server() as server, Load(profile, 1) as load:
        waits, bytes_each = fill(server, load, VIEWERS)
        time.sleep(1)
        began, spent = time.monotonic(), processor_seconds(server.process.pid)
        result = load.measure(seconds)
        spent = processor_seconds(server.process.pid) - spent
        expected = result["published"] * VIEWERS
        return {"us_per_packet": spent * 1e6 / max(1, result["received"]), "kb_per_viewer": bytes_each / 1024,
                "first_media_ms": statistics.median(waits), "worst_first_media_ms": max(waits),
                "delivered": result["received"] / max(1, expected), "packets_per_second": result["received"] / seconds,
                "latency_ms": result["latency_ms"], "took": time.monotonic() - began}


def capacity_at(server: Ours, load: Load, packets: float, seconds: float) -> dict:
    """What one media thread sends of so many packets a second; one viewer in twenty decrypts."""
    load.say(f"rate {packets} 1 {CAPACITY_BYTES}")
    time.sleep(1.5)
    spent = processor_seconds(server.process.pid)
    result = load.measure(seconds)
    spent = processor_seconds(server.process.pid) - spent
    return {"asked": packets, "received_per_second": result["received"] / result["seconds"],
            "delivered": result["received"] / max(1, result["published"] * CAPACITY_VIEWERS),
            "busy": spent / result["seconds"], "per_core": result["received"] / spent,
            "latency_ms": result["latency_ms"]}


def run_capacity(profile: str, seconds: float) -> None:
    with Ours() as server, Load(profile, 20) as load:
        fill(server, load, CAPACITY_VIEWERS, packets=1)
        print(f"\n{profile}: one media thread, {CAPACITY_VIEWERS} viewers, packets of {CAPACITY_BYTES} bytes")
        best = 0.0
        for packets in CAPACITY_STEPS:
            step = capacity_at(server, load, packets, seconds)
            print(" ", json.dumps({key: round(value, 4) if isinstance(value, float) else value
                                   for key, value in step.items()}))
            if step["delivered"] < 0.99:
                break
            best = step["received_per_second"]
        print(f"  without loss: {best:.0f} packets/s; at {COMFORTABLE:.0%} of that:")
        print(" ", json.dumps(capacity_at(server, load, best / CAPACITY_VIEWERS * COMFORTABLE, seconds)))
        print("  drops:", server.traffic())


def run_joins(profile: str) -> None:
    """What viewers who are inside feel while others come."""
    with Ours() as server, Load(profile, 20) as load:
        fill(server, load, INSIDE, packets=1)
        load.say(f"rate 100 2 {BYTES}")  # so that a gap is never the publisher's
        time.sleep(1)
        result: dict = {}
        watch = threading.Thread(target=lambda: result.update(load.measure(JOIN_SECONDS)))
        began = time.monotonic()
        watch.start()
        for i in range(JOINS):
            time.sleep(max(0.0, began + i * JOIN_SECONDS / JOINS - time.monotonic()))
            viewer = load.peer()
            load.add(f"guest{i}", "viewer", viewer, server.view(viewer))
        watch.join()
        came = sum(1 for event, name in load.events if event == "media" and name.startswith("guest"))
        print(f"\n{profile}: {JOINS} joins in {JOIN_SECONDS} s, {came} of them had media before the end; worst gap of "
              f"{INSIDE} viewers inside {result['worst_gap_ms']:.1f} ms")


def show(profile: str, results: dict[str, list[dict]]) -> None:
    print(f"\n{profile}: {VIEWERS} viewers, {FRAMES * PACKETS} packets of {BYTES} bytes a second each")
    for name, runs in results.items():
        def median(key: str) -> float:
            return statistics.median(run[key] for run in runs)
        each = ", ".join(f"{run['us_per_packet']:.2f}" for run in runs)
        print(f"  {name:12} {median('us_per_packet'):6.2f} us a packet ({each}), "
              f"{median('kb_per_viewer'):6.0f} KB a viewer, first media {median('first_media_ms'):6.0f} ms "
              f"(worst {max(run['worst_first_media_ms'] for run in runs):.0f}), delivered {median('delivered'):.4f}, "
              f"p99 {statistics.median(run['latency_ms']['p99'] for run in runs):.2f} ms")
    if len(results) == 2:
        ours, theirs = (statistics.median(run["us_per_packet"] for run in runs) for runs in results.values())
        print(f"  ratio {theirs / ours:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--only", choices=["ours", "janus", "capacity", "joins"])
    arguments = parser.parse_args()
    servers = [make for make in (Ours, Janus) if arguments.only in (None, "ours" if make is Ours else "janus")]
    print("load average before:", os.getloadavg())
    for profile in ("cm", "gcm"):
        if not servers:
            break
        results: dict[str, list[dict]] = {make.name: [] for make in servers}
        for _ in range(arguments.rounds):
            for make in servers:
                results[make.name].append(run_once(make, profile, arguments.seconds))
        show(profile, results)
    if arguments.only in (None, "capacity"):
        run_capacity("gcm", arguments.seconds)
    if arguments.only in (None, "joins"):
        run_joins("gcm")
    print("load average after:", os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())
