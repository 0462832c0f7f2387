"""What tools/embed_assets.py makes is assembled, loaded, and compared with the files that it was made of."""
import ctypes
import gzip
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "embed_assets.py"
CELL = r"\{(?:(\w+), (\d+))?\}"
ROW = re.compile(rf'\{{"([^"]+)", "([^"]+)", "([^"]+)", {CELL}, {CELL}, {CELL}\}},')

FILES = {
    "index.html": b"<!doctype html>" + b"<p>a page that repeats itself</p>" * 50,
    "assets/app-1.js": b"export const answer = 42;\n" * 40,
    "assets/tiny.css": b"a{}",
    "assets/font.woff2": b"not worth compressing " * 40,
    "empty.txt": b"",
    "data": bytes(range(256)),
}


class EmbeddedAssets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = Path(cls.folder.name)
        for name, content in FILES.items():
            (root / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "dist" / name).write_bytes(content)
        subprocess.run([sys.executable, SCRIPT, root / "dist", root / "out"], check=True)
        subprocess.run(["clang-19", "-shared", "-o", root / "assets.so", root / "out" / "assets.S"], check=True)
        library = ctypes.CDLL(str(root / "assets.so"))

        def bytes_at(symbol: str | None, size: str | None) -> bytes | None:
            return symbol and bytes((ctypes.c_char * int(size)).in_dll(library, symbol))

        cls.rows = {}
        for path, mime, etag, *cells in ROW.findall((root / "out" / "assets.cpp").read_text()):
            raw, brotli, gzipped = (bytes_at(*cells[i:i + 2]) for i in (0, 2, 4))
            cls.rows[path] = {"mime": mime, "etag": etag, "raw": raw, "brotli": brotli, "gzip": gzipped}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_file_is_there_byte_for_byte(self):
        self.assertEqual({path: row["raw"] or b"" for path, row in self.rows.items()},
                         {f"/{name}": content for name, content in FILES.items()})

    def test_compressed_forms_hold_the_same(self):
        for path in ("/index.html", "/assets/app-1.js"):
            row = self.rows[path]
            unpacked = subprocess.run(["brotli", "--decompress", "--stdout"], input=row["brotli"], capture_output=True,
                                      check=True).stdout
            self.assertEqual(unpacked, row["raw"])
            self.assertEqual(gzip.decompress(row["gzip"]), row["raw"])

    def test_forms_that_gain_nothing_are_left_out(self):
        for path in ("/assets/tiny.css", "/assets/font.woff2", "/empty.txt", "/data"):
            self.assertFalse(self.rows[path]["brotli"] or self.rows[path]["gzip"], path)

    def test_types_do_not_depend_on_the_machine(self):
        self.assertEqual({path: row["mime"] for path, row in self.rows.items()},
                         {"/index.html": "text/html; charset=utf-8", "/assets/app-1.js": "text/javascript; charset=utf-8",
                          "/assets/tiny.css": "text/css; charset=utf-8", "/assets/font.woff2": "font/woff2",
                          "/empty.txt": "text/plain; charset=utf-8", "/data": "application/octet-stream"})

    def test_tags_follow_the_content(self):
        tags = [row["etag"] for row in self.rows.values()]
        self.assertEqual(len(set(tags)), len(FILES))
        self.assertTrue(all(re.fullmatch(r"[0-9a-f]{16}", tag) for tag in tags))

    def test_without_application_the_table_is_empty(self):
        with tempfile.TemporaryDirectory() as out:
            subprocess.run([sys.executable, SCRIPT, "", out], check=True)
            self.assertIn("return {};", Path(out, "assets.cpp").read_text())


if __name__ == "__main__":
    unittest.main()
