// A lecture of 47 minutes about one slide, as HLS: what the player needs to come to rest at its first picture.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { slide } from "./slides";

const SECONDS = 2820;
const SEGMENT_SECONDS = 60;
const RENDITIONS = [
  { name: "720p", bandwidth: 2_100_000, size: "1280x720" },
  { name: "480p", bandwidth: 1_100_000, size: "854x480" },
  { name: "240p", bandwidth: 350_000, size: "426x240" },
];

export interface Stream {
  /** What lies under stream/ of a recording; all renditions are the same. */
  file(path: string): { contentType: string; body: Buffer };
  remove(): void;
}

export async function makeStream(browser: Browser): Promise<Stream> {
  const directory = mkdtempSync(join(tmpdir(), "vtp-stream-"));
  writeFileSync(join(directory, "slide.png"), await pictureOf(browser, slide(1)));
  await promisify(execFile)("ffmpeg", [
    ...["-v", "error", "-loop", "1", "-framerate", "1/10", "-i", join(directory, "slide.png")],
    ...["-t", String(SECONDS), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "6"],
    ...["-f", "hls", "-hls_segment_type", "fmp4", "-hls_playlist_type", "vod"],
    ...["-hls_time", String(SEGMENT_SECONDS), join(directory, "playlist.m3u8")],
  ]);
  return {
    file(path) {
      if (path === "playlist.m3u8" || path === "master.m3u8") return playlist(Buffer.from(masterPlaylist()));
      const name = path.split("/").at(-1) ?? "";
      const body = readFileSync(join(directory, name));
      return name.endsWith(".m3u8") ? playlist(body) : { contentType: "video/mp4", body };
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function pictureOf(browser: Browser, svg: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 854, height: 480 } });
  await page.setContent(`<style>body { margin: 0 }</style>${svg}`);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

function playlist(body: Buffer) {
  return { contentType: "application/vnd.apple.mpegurl", body };
}

function masterPlaylist(): string {
  const entries = RENDITIONS.map(
    ({ name, bandwidth, size }) =>
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${size},CODECS="avc1.42c00a"\n${name}/playlist.m3u8`,
  );
  return `#EXTM3U\n#EXT-X-VERSION:7\n${entries.join("\n")}\n`;
}
