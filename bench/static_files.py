#!/usr/bin/env python3
"""Compares our server with nginx at serving files: throughput and processor time.

Usage: bench/static_files.py [PATH_TO_file_server]

Needs the Debian packages nginx-light (or nginx) and wrk. Both servers run with as many network threads as there are
processors, without logs, and are asked in turns by the same client, so that what else the machine does strikes both.
"""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
SECONDS = 3
CONNECTIONS = 16
SIZES = {"500 KB": 500_000, "10 MB": 10_000_000}
TICKS = os.sysconf("SC_CLK_TCK")

NGINX_CONFIG = """
daemon off;
worker_processes {threads};
pid {directory}/nginx.pid;
error_log {directory}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000;
  client_body_temp_path {directory}; proxy_temp_path {directory}; fastcgi_temp_path {directory};
  uwsgi_temp_path {directory}; scgi_temp_path {directory};
  server {{ listen 127.0.0.1:{port} reuseport; root {directory}/files; }}
}}
"""


def processor_seconds(parent: int) -> float:
    """Of a process and its children."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(entry.name) == parent or int(fields[1]) == parent:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def measure(url: str, process: int) -> tuple[float, float]:
    """MB a second, and processor seconds a GB."""
    before = processor_seconds(process)
    output = subprocess.run(["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url], capture_output=True, text=True,
                            check=True).stdout
    used = processor_seconds(process) - before
    if "Non-2xx" in output:
        sys.exit(f"{url} was not served:\n{output}")
    requests, size, unit = re.search(r"(\d+) requests in [\d.]+\w+, ([\d.]+)(\w+) read", output).groups()
    megabytes = float(size) * {"MB": 1, "GB": 1024}[unit] * 1.048576
    return megabytes / SECONDS, used / megabytes * 1000


def free_port() -> int:
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main() -> None:
    program = sys.argv[1] if len(sys.argv) > 1 else "build/release/file_server"
    threads = os.cpu_count()
    with tempfile.TemporaryDirectory() as directory:
        files = Path(directory, "files")
        files.mkdir()
        os.chmod(directory, 0o755)
        for name, size in SIZES.items():
            (files / name.replace(" ", "")).write_bytes(os.urandom(size))
        port = free_port()
        config = Path(directory, "nginx.conf")
        config.write_text(NGINX_CONFIG.format(threads=threads, directory=directory, port=port))
        nginx = subprocess.Popen(["nginx", "-c", str(config), "-e", f"{directory}/error.log"])
        ours = subprocess.Popen([program, str(files), str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            address = ours.stdout.readline().strip()
            time.sleep(1)
            for name in SIZES:
                file = name.replace(" ", "")
                servers = {"nginx": (f"http://127.0.0.1:{port}/{file}", nginx.pid),
                           "ours, network thread": (f"http://{address}/loop/{file}", ours.pid),
                           "ours, database lane": (f"http://{address}/lane/{file}", ours.pid)}
                results = {server: [] for server in servers}
                for _ in range(ROUNDS):
                    for server, (url, process) in servers.items():
                        results[server].append(measure(url, process))
                base = [statistics.median(column) for column in zip(*results["nginx"])]
                print(f"{name}:")
                for server, runs in results.items():
                    rate, cost = (statistics.median(column) for column in zip(*runs))
                    print(f"  {server:22} {rate:7.0f} MB/s ({rate / base[0]:.2f} x nginx)   "
                          f"{cost:.3f} CPU s/GB ({cost / base[1]:.2f} x nginx)", flush=True)
        finally:
            ours.stdin.close()
            ours.wait()
            nginx.terminate()
            nginx.wait()


if __name__ == "__main__":
    main()
