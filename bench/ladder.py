#!/usr/bin/env python3
"""What it costs to encode a ladder: by one process that decodes once, against one process for each rendition; and what
x264's presets give for their processor time.

Usage: bench/ladder.py [PATH_TO_ladder_commands]

Needs ffmpeg. The command lines are those of the program. Processor time is what counts: other load on the machine
makes everything take longer, but hardly more processor time, and all sides run in turns.
"""
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3
SECONDS = 24
PRESETS = ["superfast", "veryfast", "faster"]
PROGRAM = "build/release/ladder_commands"

FFMPEG = ["ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]


def make_clip(file: Path) -> None:
    """Edges, text and movement with the noise of a camera, as a camera's encoder would store it."""
    subprocess.run([*FFMPEG, "-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=30:duration={SECONDS}",
                    "-f", "lavfi", "-i", f"sine=duration={SECONDS}", "-vf", "noise=alls=6:allf=t", "-pix_fmt", "yuv420p",
                    "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac", str(file)], check=True)


def commands(clip: Path, preset: str) -> dict:
    program = sys.argv[1] if len(sys.argv) > 1 else PROGRAM
    return json.loads(subprocess.run([program, str(clip), preset], capture_output=True, text=True, check=True).stdout)


def encode(lines: list[list[str]], renditions: list[str], folder: Path) -> tuple[float, float]:
    """Processor and wall seconds of the command lines one after another."""
    for name in renditions:
        (folder / name).mkdir(exist_ok=True)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for line in lines:
        subprocess.run([*FFMPEG, "-filter_complex_threads", "2", *line], check=True, cwd=folder)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended - started


def likeness(clip: Path, rendition: Path) -> float:
    """SSIM to the original, which is scaled to the size of the rendition."""
    playlist = rendition / "ffmpeg.m3u8"
    output = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostdin", "-i", str(playlist), "-i", str(clip), "-filter_complex",
         "[1:v][0:v]scale2ref[a][b];[b][a]ssim", "-f", "null", "-"], capture_output=True, text=True, check=True).stderr
    return float(re.search(r"SSIM .*All:([\d.]+)", output).group(1))


def compare_arrangements(clip: Path, work: Path) -> None:
    plan = commands(clip, "veryfast")
    renditions = plan.pop("renditions")
    runs = {name: [] for name in plan}
    for number in range(ROUNDS):
        for name, lines in plan.items():
            folder = work / f"{number} {name}"
            folder.mkdir()
            runs[name].append(encode(lines, renditions, folder))
    costs = {name: [statistics.median(column) for column in zip(*runs[name])] for name in plan}
    base = costs["one process for each rendition"]
    for name, (processor, wall) in costs.items():
        print(f"{name:32} {processor:6.1f} CPU s ({processor / base[0]:.2f} x)   {wall:6.1f} s ({wall / base[1]:.2f} x)",
              flush=True)


def compare_presets(clip: Path, work: Path) -> None:
    plans = {preset: commands(clip, preset) for preset in PRESETS}
    times = {preset: [] for preset in PRESETS}
    for _ in range(ROUNDS):
        for preset, plan in plans.items():
            folder = work / preset
            folder.mkdir(exist_ok=True)
            times[preset].append(encode(plan["one process"], plan["renditions"], folder)[0])
    for preset, plan in plans.items():
        print(f"{preset:10} {statistics.median(times[preset]):6.1f} CPU s", end="")
        for name in plan["renditions"][:-1]:
            folder = work / preset / name
            size = sum(file.stat().st_size for file in folder.glob("*.m4s"))
            print(f"   {name} {size * 8 / SECONDS / 1000:5.0f} kbit/s, SSIM {likeness(clip, folder):.4f}", end="")
        print(flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="vtp-ladder-") as directory:
        clip = Path(directory) / "clip.mp4"
        make_clip(clip)
        compare_arrangements(clip, Path(directory))
        compare_presets(clip, Path(directory))


if __name__ == "__main__":
    main()
