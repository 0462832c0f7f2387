// Builds the application and serves it the way that the program does, with its content security policy. React is its
// development build here, which complains in the console about what the other passes over.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, preview } from "vite";

/** What the program itself sends with its pages. */
function contentSecurityPolicy(): string {
  const source = readFileSync(new URL("../../../src/http/content_security.h", import.meta.url), "utf8");
  return Array.from(source.matchAll(/"([^"]*)"/g), ([, part]) => part).join("");
}

export interface Site {
  url: string;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const outDir = mkdtempSync(join(tmpdir(), "vtp-web-"));
  await build({ logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = await preview({
    logLevel: "error",
    build: { outDir },
    preview: {
      host: "127.0.0.1",
      port: 0,
      proxy: {},
      headers: { "Content-Security-Policy": contentSecurityPolicy() },
    },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error("The preview server has no address");
  return {
    url: url.replace(/\/$/, ""),
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
