#!/usr/bin/env python3
"""Builds and runs the tests of the whole project; called by ./test, which has installed what they need.

Each part counts its tests by what its own runner reports. The last line of the output is "N passed, N failed".
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test-logs"


@dataclass
class Tally:
    passed: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.passed += other.passed
        self.failed += other.failed


def run(command: list[str], log: Path, **options) -> int:
    """Runs a command with its output in a log file; returns its exit code."""
    with open(log, "w") as output:
        return subprocess.run(command, cwd=options.pop("cwd", ROOT), stdout=output, stderr=subprocess.STDOUT, **options).returncode


def outcome(name: str, code: int, log: Path, tail: int = 40) -> Tally:
    """A part that is one test: it passed if its command did. Shows the end of its log otherwise."""
    if code == 0:
        return Tally(passed=1)
    print("\n".join(log.read_text(errors="replace").splitlines()[-tail:]), flush=True)
    return Tally(failed=[name])


def build(preset: str, *targets: str) -> Tally:
    log = LOGS / f"build-{preset}.log"
    command = f'source tools/packages.sh && build {preset} {" ".join(targets)}'
    code = run(["bash", "-c", command], log)
    return Tally() if code == 0 else outcome(f"build {preset}", code, log, tail=80)


def gtest_suites(report: Path) -> list[dict]:
    """The suites of a report. GoogleTest 1.12 forgets a comma when something fails outside of all tests."""
    if not report.exists():
        return []
    return json.loads(re.sub(r"}(\s+){", r"},\1{", report.read_text()))["testsuites"]


def gtest_program(program: Path, environment: dict[str, str]) -> Tally:
    """Runs one GoogleTest program and counts what its report says; a crash counts as one failure."""
    report = LOGS / f"{program.name}.json"
    log = LOGS / f"{program.name}.log"
    report.unlink(missing_ok=True)
    code = run([str(program), f"--gtest_output=json:{report}", "--gtest_brief=1"], log,
               env={**os.environ, **environment}, timeout=1500)
    tally = Tally()
    for suite in gtest_suites(report):
        for case in suite["testsuite"]:
            if case.get("failures"):
                tally.failed.append(f"{program.name}: {suite['name']}.{case['name']}")
            elif case.get("result") == "COMPLETED":
                tally.passed += 1
    if code != 0:
        print("\n".join(log.read_text(errors="replace").splitlines()[-60:]), flush=True)
        if not tally.failed:
            tally.failed.append(f"{program.name}: ended with code {code}")
    return tally


class Postgres:
    """A PostgreSQL 15 of the tests' own: loopback, a data directory in a temporary folder, nothing kept."""

    binaries = Path("/usr/lib/postgresql/15/bin")

    def __enter__(self) -> str:
        # Not below the checkout: the server runs as `postgres` when we are root, and may not enter it.
        self.directory = tempfile.TemporaryDirectory(prefix="vtp-postgres-")
        home = Path(self.directory.name)
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.as_user:
            subprocess.run(["chown", "postgres", home], check=True)
        self.data = home / "data"
        self._call("initdb", "-D", str(self.data), "-U", "vtp", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off -c max_connections=200"
        self._call("pg_ctl", "-D", str(self.data), "-w", "-l", str(home / "log"), "-o", options, "start")
        return f"postgresql:///postgres?host={home}&user=vtp"

    def __exit__(self, *_) -> None:
        self._call("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")
        self.directory.cleanup()

    def _call(self, program: str, *arguments: str) -> None:
        # pg_ctl leaves a server behind that inherits its output: a pipe would never close.
        subprocess.run([*self.as_user, str(self.binaries / program), *arguments], check=True, cwd="/",
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def cpp(preset: str, only: str) -> Tally:
    tally = build(preset)
    if tally.failed:
        return tally
    with Postgres() as url:
        for program in sorted((ROOT / "build" / preset).glob("*_tests")):
            if only and only not in program.name:
                continue
            started = time.monotonic()
            result = gtest_program(program, {"VTP_TEST_POSTGRES": url})
            print(f"  {program.name:<24} {result.passed:>5} passed {len(result.failed):>3} failed"
                  f" {time.monotonic() - started:>7.1f} s", flush=True)
            tally.add(result)
    return tally


def structure(*_) -> Tally:
    log = LOGS / "structure.log"
    code = run([sys.executable, "tools/check_structure.py"], log)
    tally = Tally()
    for line in log.read_text().splitlines():
        if line.startswith("ok "):
            tally.passed += 1
        elif line.startswith("FAILED "):
            tally.failed.append(line.removeprefix("FAILED "))
    if code != 0:
        print(log.read_text(), flush=True)
        tally.failed = tally.failed or ["structure"]
    tally.add(scripts())
    return tally


def scripts() -> Tally:
    """The scripts that take part in the build, tested by scripts."""
    log = LOGS / "scripts.log"
    code = run([sys.executable, "-m", "unittest", "discover", "--verbose", "-s", "tests/unit/tools", "-p", "*_test.py"], log)
    tally = Tally()
    for line in log.read_text().splitlines():
        if line.endswith(" ... ok"):
            tally.passed += 1
        elif line.endswith((" ... FAIL", " ... ERROR")):
            tally.failed.append(f"scripts: {line.split(' ')[0]}")
    if code != 0:
        print(log.read_text(), flush=True)
        tally.failed = tally.failed or ["scripts"]
    return tally


def node_report(name: str, command: list[str], log: Path, report: Path, environment: dict[str, str]) -> Tally:
    """Runs a Vitest suite and counts what its JSON report says."""
    report.unlink(missing_ok=True)
    code = run([*command, "--reporter=default", "--reporter=json", f"--outputFile.json={report}"], log,
               cwd=ROOT / "web", env={**os.environ, **environment}, timeout=2400)
    tally = Tally()
    if report.exists():
        for suite in json.loads(report.read_text())["testResults"]:
            for case in suite["assertionResults"]:
                if case["status"] == "passed":
                    tally.passed += 1
                elif case["status"] == "failed":
                    tally.failed.append(f"{name}: {case['fullName']}")
    if code != 0:
        print("\n".join(log.read_text(errors="replace").splitlines()[-80:]), flush=True)
        tally.failed = tally.failed or [f"{name}: ended with code {code}"]
    return tally


def web_dependencies() -> Tally:
    log = LOGS / "npm-ci.log"
    marker = ROOT / "web" / "node_modules" / ".package-lock.json"
    if marker.exists() and marker.stat().st_mtime >= (ROOT / "web" / "package-lock.json").stat().st_mtime:
        return Tally()
    code = run(["npm", "ci", "--no-fund", "--no-audit"], log, cwd=ROOT / "web")
    return Tally() if code == 0 else outcome("npm ci", code, log)


def web(*_) -> Tally:
    tally = web_dependencies()
    if tally.failed:
        return tally
    log = LOGS / "web-lint.log"
    tally.add(outcome("web lint", run(["npm", "run", "--silent", "lint"], log, cwd=ROOT / "web"), log))
    command = ["npx", "vitest", "run", "--project", "unit"]
    tally.add(node_report("web", command, LOGS / "web.log", LOGS / "web.json", {}))
    return tally


def pages(*_) -> Tally:
    """Every page in Chromium, with axe, in both languages; against a stand-in for the server."""
    tally = web_dependencies()
    if tally.failed:
        return tally
    return node_report("pages", ["npx", "vitest", "run", "--project", "pages"], LOGS / "pages.log", LOGS / "pages.json", {})


def realtime(*_) -> Tally:
    """The unmodified npm client of Socket.IO against our server, and in classes of the real program, on both databases."""
    tally = web_dependencies()
    tally.add(build("release", "socketio-conformance", "vtp-platform"))
    if tally.failed:
        return tally
    command = ["npx", "vitest", "run", "--config", "../tests/realtime/vitest.config.ts"]
    programs = {"VTP_CONFORMANCE": str(ROOT / "build" / "release" / "socketio-conformance"),
                "VTP_PROGRAM": str(ROOT / "build" / "release" / "vtp-platform")}
    tally.add(node_report("realtime", command, LOGS / "realtime.log", LOGS / "realtime.json",
                          {**programs, "VTP_TEST_POSTGRES": ""}))
    with Postgres() as url:
        # What is outside of the folder never meets a database.
        tally.add(node_report("realtime on PostgreSQL", [*command, "classes/"], LOGS / "realtime-postgres.log",
                              LOGS / "realtime-postgres.json", {**programs, "VTP_TEST_POSTGRES": url}))
    return tally


def end_to_end(*_) -> Tally:
    tally = build("release", "vtp-platform")
    if tally.failed:
        return tally
    command = ["npx", "vitest", "run", "--config", "../tests/e2e/vitest.config.ts"]
    tally.add(node_report("e2e", command, LOGS / "e2e.log", LOGS / "e2e.json",
                          {"VTP_PROGRAM": str(ROOT / "build" / "release" / "vtp-platform")}))
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(prog="./test")
    parser.add_argument("--asan", action="store_true", help="the C++ part under address and undefined sanitizers")
    parser.add_argument("--tsan", action="store_true", help="the C++ part under the thread sanitizer")
    parser.add_argument("--part", choices=["structure", "cpp", "web", "realtime", "pages", "e2e"], help="one part only")
    parser.add_argument("--only", default="", help="C++ test programs whose name contains this")
    arguments = parser.parse_args()

    LOGS.mkdir(parents=True, exist_ok=True)
    preset = "asan" if arguments.asan else "tsan" if arguments.tsan else "dev"
    parts = {"structure": structure, "cpp": lambda: cpp(preset, arguments.only), "web": web,
             "realtime": realtime, "pages": pages, "e2e": end_to_end}
    if arguments.asan or arguments.tsan or arguments.only:
        parts = {"cpp": parts["cpp"]}
    if arguments.part:
        parts = {arguments.part: parts[arguments.part]}

    total = Tally()
    for name, part in parts.items():
        started = time.monotonic()
        print(f"== {name}", flush=True)
        try:
            result = part()
        except (subprocess.SubprocessError, OSError) as problem:
            result = Tally(failed=[f"{name}: {problem}"])
        print(f"== {name}: {result.passed} passed, {len(result.failed)} failed in {time.monotonic() - started:.0f} s",
              flush=True)
        total.add(result)
    for failure in total.failed:
        print(f"FAILED {failure}")
    print(f"{total.passed} passed, {len(total.failed)} failed")
    return 1 if total.failed or total.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
