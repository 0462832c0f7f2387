// Uploads by tus in which every file meets the fate that its name tells.
import type { Page, Route } from "playwright-core";
import { uuid } from "./fixtures";

const FATES = {
  /** Stays on its way for ever. */
  stalls: "stalls.mp4",
  /** The connection breaks at every piece. */
  breaks: "breaks.mp4",
  arrives: "arrives.mp4",
} as const;

/** What the browser remembers of an upload that was cut off by closing the page, as local storage. */
export function interruptedUpload(userId: string): Record<string, string> {
  const upload = {
    fingerprint: "Searching.mp4|734003200|0",
    address: "/api/v1/uploads/searching",
    fileName: "Searching.mp4",
    size: 734_003_200,
    sent: 455_000_000,
    title: "Searching",
    courseId: null,
  };
  return { [`vtp.uploads.${userId}`]: JSON.stringify([upload]) };
}

/** Chooses one file for each fate, and one that is no lecture at all. */
export async function chooseFiles(page: Page): Promise<void> {
  await page
    .locator("input[type=file][multiple]")
    .setInputFiles([
      file("Heaps.arrives.mp4", 1000),
      file("Graphs and trees_part_2.stalls.mp4", 1_000_000),
      file("Shortest paths.breaks.mp4", 1_000_000),
      file("Exercises.pdf", 1000),
    ]);
}

function file(name: string, bytes: number) {
  return {
    name,
    mimeType: name.endsWith(".mp4") ? "video/mp4" : "application/pdf",
    buffer: Buffer.alloc(bytes),
  };
}

export async function answerUpload(route: Route): Promise<void> {
  const request = route.request();
  const headers = request.headers();
  if (request.method() === "POST") {
    const name = Buffer.from(
      /filename (\S+?)(?:,|$)/.exec(headers["upload-metadata"] ?? "")?.[1] ?? "",
      "base64",
    );
    return route.fulfill({
      status: 201,
      headers: { Location: `/api/v1/uploads/${encodeURIComponent(name.toString())}` },
    });
  }
  const name = decodeURIComponent(request.url());
  if (request.method() === "HEAD") return route.fulfill({ headers: { "Upload-Offset": "0" } });
  if (name.endsWith(FATES.breaks)) return route.abort("connectionreset");
  if (name.endsWith(FATES.stalls)) return;
  return route.fulfill({
    status: 204,
    headers: { "Upload-Offset": "1000", "X-Recording-Id": uuid(304) },
  });
}
