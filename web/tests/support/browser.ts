// Debian's Chromium, and pages of it that talk to the stand-in for the server.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContextOptions, type Page, type Route } from "playwright-core";
import type { MockHandler } from "./mockServer";
import { slide } from "./slides";
import type { Stream } from "./stream";
import { answerUpload } from "./uploads";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.VTP_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Cameras and microphones that every machine has; pages still need the permission.
      "--use-fake-device-for-media-stream",
    ],
  });
}

export interface StandIn {
  answer: MockHandler;
  stream: Stream;
}

export interface OpenPage {
  page: Page;
  problems: string[];
}

export async function openPage(
  browser: Browser,
  server: StandIn,
  options: BrowserContextOptions & { storage?: Record<string, string> },
): Promise<OpenPage> {
  const { storage = {}, ...context } = options;
  const page = await (await browser.newContext({ reducedMotion: "reduce", ...context })).newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    // Failed requests are part of what some pages show.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      problems.push(message.text());
    }
  });
  await page.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, storage);
  await page.route("**/api/v1/**", (route) => answerRequest(route, server, problems));
  return { page, problems };
}

const MEDIA = /(\d\d)\/(?:thumbnail|stream\/(?<file>.+))$/;

async function answerRequest(route: Route, { answer, stream }: StandIn, problems: string[]): Promise<void> {
  const request = route.request();
  const url = new URL(request.url());
  const media = MEDIA.exec(url.pathname);
  if (media) {
    const { file } = media.groups ?? {};
    const picture = { contentType: "image/svg+xml", body: slide(Number(media[1]) - 1) };
    return route.fulfill(file ? stream.file(file) : picture);
  }
  if (url.pathname.startsWith("/api/v1/uploads")) return answerUpload(route);
  const body: unknown = request.postDataJSON();
  const found = answer({ method: request.method(), url, body });
  if (!found) problems.push(`No answer for ${request.method()} ${url.pathname}`);
  await route.fulfill({ status: found?.status ?? 501, json: found?.body ?? null });
}

/** What axe calls serious or critical, in words. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Through the debugger, as the page's content security policy allows no other script.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource);
  return page.evaluate(`(async () => {
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join(" | "));
  })()`);
}
