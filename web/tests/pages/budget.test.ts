// How much code a page may load before it can be used, compressed. Phones on slow lines are the measure.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Manifest } from "vite";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

const KILOBYTE = 1000;

let outDir: string;
let manifest: Manifest;

beforeAll(async () => {
  outDir = mkdtempSync(join(tmpdir(), "vtp-budget-"));
  vi.stubEnv("NODE_ENV", "production");
  await build({ logLevel: "error", build: { outDir, emptyOutDir: true, manifest: true } });
  vi.unstubAllEnvs();
  manifest = JSON.parse(readFileSync(join(outDir, ".vite/manifest.json"), "utf8")) as Manifest;
});

afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** The files that the given modules need, each once; what they load later is not among them. */
function filesOf(modules: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of modules) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build has no ${name}`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(chunk.imports ?? [], found);
  }
  return found;
}

function kilobytes(...modules: string[]): number {
  const sizes = [...filesOf(["index.html", "src/i18n/en/index.ts", ...modules])].map(
    (file) => gzipSync(readFileSync(join(outDir, file)), { level: 9 }).length,
  );
  return sizes.reduce((sum, size) => sum + size, 0) / KILOBYTE;
}

it("signs people in with little", () => {
  expect(kilobytes("src/pages/SignInPage.tsx")).toBeLessThan(145);
});

it("shows the watch page before the engine that feeds the video has arrived", () => {
  expect(kilobytes("src/app/layout/Shell.tsx", "src/pages/WatchPage.tsx")).toBeLessThan(180);
});

it("opens a class before the client of the media server has arrived", () => {
  const modules = ["src/app/layout/Shell.tsx", "src/pages/ClassPage.tsx", "src/i18n/en/classroom.ts"];
  expect(kilobytes(...modules)).toBeLessThan(250);
  // A word of its own that no other part has.
  const hasClient = (file: string) => readFileSync(join(outDir, file), "utf8").includes("probator");
  const chunks = Object.values(manifest).map(({ file }) => file);
  expect(chunks.filter((file) => file.endsWith(".js")).some(hasClient)).toBe(true);
  expect([...filesOf(["index.html", ...modules])].some(hasClient)).toBe(false);
});
