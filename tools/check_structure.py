#!/usr/bin/env python3
"""Checks that the house stands as ARCHITECTURE.md says. Prints "ok <rule>" or "FAILED <rule>" with its findings."""
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)

# Third-party headers and the only places that may see them.
CONFINED = {
    r"^boost/asio": ["src/http/", "src/runtime/", "src/sfu/server/", "src/socketio/engine_endpoint."],
    r"^zlib": ["src/http/deflate.cpp"],
    r"^boost/beast": ["src/http/"],
    r"^boost/json": ["src/json/"],
    r"^openssl/": ["src/http/", "src/accounts/", "src/base/", "src/database/", "src/recordings/", "src/rtc/"],
    r"^(libpq-fe\.h|postgresql/)": ["src/database/postgres/"],
    r"^sqlite3\.h": ["src/database/sqlite/"],
    r"^toml\+\+": ["src/app/"],
    r"^crypt\.h": ["src/accounts/"],
    r"^date/": ["src/courses/time_zone.cpp"],
    r"^(opus/|libav)": ["src/media/codecs/"],
}

LINE_LIMIT = 600
TEXT_LIMITED = (".h", ".cpp", ".ts", ".tsx", ".py", ".mjs", ".css")

# Sources without a test file of their own name, and what tests them instead.
TESTED_ELSEWHERE = ROOT / "tests" / "tested_elsewhere.txt"


def tracked(*patterns: str) -> list[Path]:
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns], cwd=ROOT,
                           capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def modules() -> dict[str, set[str]]:
    """Module → every module that it may include, itself among them."""
    direct = {}
    for line in (ROOT / "src" / "modules.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, dependencies, _ = line.split(":", 2)
            direct[name.strip()] = dependencies.split()
    closed: dict[str, set[str]] = {}
    for name, dependencies in direct.items():
        closed[name] = {name}.union(*(closed[dependency] for dependency in dependencies))
    return closed


def includes(path: Path):
    return INCLUDE.findall(path.read_text(errors="replace"))


def arrows_point_down() -> list[str]:
    allowed = modules()
    findings = []
    for path in tracked("src/*.h", "src/*.cpp"):
        place = path.relative_to(ROOT / "src").parts
        if len(place) == 1:
            continue
        if place[0] not in allowed:
            findings.append(f"{path.relative_to(ROOT)}: {place[0]} is not in src/modules.txt")
            continue
        for quote, target in includes(path):
            module = target.split("/")[0]
            if quote == '"' and module in allowed and module not in allowed[place[0]]:
                findings.append(f"{path.relative_to(ROOT)} includes {target}: {place[0]} may not know {module}")
    return findings


def libraries_stay_confined() -> list[str]:
    findings = []
    for path in tracked("src/*.h", "src/*.cpp"):
        name = str(path.relative_to(ROOT))
        for _, target in includes(path):
            for pattern, homes in CONFINED.items():
                if re.match(pattern, target) and not any(name.startswith(home) for home in homes):
                    findings.append(f"{name} includes {target}, which belongs in {', '.join(homes)}")
    return findings


def headers_begin_well() -> list[str]:
    findings = []
    for path in tracked("src/*.h"):
        text = path.read_text()
        if "#pragma once" not in text:
            findings.append(f"{path.relative_to(ROOT)} has no #pragma once")
    return findings


def files_are_short() -> list[str]:
    findings = []
    for path in tracked("src", "tests", "web/src", "tools", "bench"):
        if path.suffix in TEXT_LIMITED and "generated" not in path.name and path.name != "schema.d.ts":
            lines = path.read_text(errors="replace").count("\n")
            if lines > LINE_LIMIT:
                findings.append(f"{path.relative_to(ROOT)} has {lines} lines, {LINE_LIMIT} are allowed")
    return findings


def sources_have_tests() -> list[str]:
    excused = [line.split(":")[0].strip() for line in TESTED_ELSEWHERE.read_text().splitlines()
               if line and not line.startswith("#")]
    tests = {path.name for path in tracked("tests/*.cpp")}
    findings = []
    for path in tracked("src/*.cpp"):
        name = str(path.relative_to(ROOT))
        if f"{path.stem}_test.cpp" not in tests and not any(fnmatch(name, pattern) for pattern in excused):
            findings.append(f"{name} has neither {path.stem}_test.cpp nor a line in {TESTED_ELSEWHERE.name}")
    for pattern in excused:
        if not any(ROOT.glob(pattern)):
            findings.append(f"{TESTED_ELSEWHERE.name} names {pattern}, which does not exist")
    return findings


def nothing_is_left_undone() -> list[str]:
    word = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    findings = []
    for path in tracked("src", "tests", "web/src", "tools", "bench", "cmake"):
        if path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if word.search(line):
                findings.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    return findings


def sources_are_formatted() -> list[str]:
    files = [str(path) for path in tracked("src/*.h", "src/*.cpp", "tests/*.h", "tests/*.cpp", "bench/*.cpp")]
    if not files:
        return []
    check = subprocess.run(["clang-format-19", "--dry-run", "--Werror", *files], cwd=ROOT, capture_output=True, text=True)
    bad = sorted({line.split(":")[0] for line in check.stderr.splitlines() if ": error: " in line})
    return [f"{Path(name).relative_to(ROOT)} is not formatted (clang-format-19 -i)" for name in bad]


RULES = {
    "includes point down the floors": arrows_point_down,
    "third-party headers stay where they belong": libraries_stay_confined,
    "headers are guarded": headers_begin_well,
    "files are short": files_are_short,
    "sources have tests": sources_have_tests,
    "nothing is left undone": nothing_is_left_undone,
    "sources are formatted": sources_are_formatted,
}


def main() -> int:
    failed = False
    for name, rule in RULES.items():
        findings = rule()
        print(f"FAILED {name}" if findings else f"ok {name}")
        for finding in findings:
            print(f"    {finding}")
        failed = failed or bool(findings)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
