#!/usr/bin/env python3
"""Makes a built web application part of the program.

Usage: embed_assets.py DIST OUT

Compresses every file of DIST and writes OUT/assets.S, which includes their bytes, and OUT/assets.cpp, which is the
table of them (src/http/static_assets.h). Without DIST ("") the table is empty.
"""
import gzip
import hashlib
import mimetypes
import subprocess
import sys
from pathlib import Path

# Compressed already: a second time gains nothing.
INCOMPRESSIBLE = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".woff", ".woff2", ".mp4", ".webm", ".mp3", ".zip"}
# A compressed form must save a tenth, or it is left out.
WORTHWHILE = 0.9
TEXT_TYPES = {"application/json", "application/xml", "application/javascript", "image/svg+xml"}
# Python's list depends on the machine's.
MIME_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".html": "text/html",
              ".json": "application/json", ".map": "application/json", ".svg": "image/svg+xml", ".ico": "image/x-icon",
              ".woff2": "font/woff2", ".woff": "font/woff", ".wasm": "application/wasm", ".webp": "image/webp",
              ".webmanifest": "application/manifest+json", ".txt": "text/plain"}


def mime_type(path: Path) -> str:
    mime = MIME_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{mime}; charset=utf-8" if mime.startswith("text/") or mime in TEXT_TYPES else mime


def compressed_forms(path: Path, out: Path) -> dict[str, Path]:
    """Form → file with its bytes, for the forms that are worth it."""
    forms = {"raw": path}
    if path.suffix in INCOMPRESSIBLE:
        return forms
    raw = path.read_bytes()
    # --best is some thirty times slower and saves a tenth; the program is built more often than downloads matter.
    brotli = subprocess.run(["brotli", "--quality=9", "--stdout", str(path)], capture_output=True, check=True).stdout
    for name, data in (("brotli", brotli), ("gzip", gzip.compress(raw, 9, mtime=0))):
        if len(data) < len(raw) * WORTHWHILE:
            forms[name] = out / f"{hashlib.sha256(raw).hexdigest()[:16]}.{name}"
            forms[name].write_bytes(data)
    return forms


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(dist: str, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    assembler = ["# Made by tools/embed_assets.py.", '.section .rodata', ""]
    symbols, rows = [], []
    files = sorted(path for path in Path(dist).rglob("*") if path.is_file()) if dist else []
    for number, path in enumerate(files):
        cells = {"brotli": "{}", "gzip": "{}"}
        for form, source in compressed_forms(path, out).items():
            symbol = f"vtp_asset_{number}_{form}"
            assembler += [".balign 16", f".global {symbol}", f"{symbol}:", f".incbin {quoted(str(source.resolve()))}", ""]
            symbols.append(f"extern const char {symbol}[];")
            cells[form] = f"{{{symbol}, {source.stat().st_size}}}"
        url = "/" + path.relative_to(dist).as_posix()
        etag = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        rows.append(f"    {{{quoted(url)}, {quoted(mime_type(path))}, {quoted(etag)}, "
                    f"{cells['raw']}, {cells['brotli']}, {cells['gzip']}}},")
    assembler += ['.section .note.GNU-stack,"",@progbits', ""]
    table = ["// Made by tools/embed_assets.py.", '#include "http/static_assets.h"', ""]
    if rows:
        table += ['extern "C" {', *symbols, "}", "", "static constexpr vtp::http::Asset table[] = {", *rows, "};", ""]
    table += [f"std::span<const vtp::http::Asset> vtp::http::embedded_assets() {{ return {'table' if rows else '{}'}; }}", ""]
    (out / "assets.S").write_text("\n".join(assembler))
    (out / "assets.cpp").write_text("\n".join(table))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
