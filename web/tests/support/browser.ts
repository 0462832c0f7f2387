// Debian's Chromium, and a page of it that talks to the mock server.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import type { MockHandler } from "./mockServer";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="#31505a"/><circle cx="8" cy="4.5" r="2.5" fill="#e9c58c"/></svg>`;

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
    ],
  });
}

export interface OpenPage {
  page: Page;
  problems: string[];
}

export async function openPage(
  browser: Browser,
  answer: MockHandler,
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
  await page.route("**/api/v1/**", async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    if (url.pathname.endsWith("/thumbnail")) {
      await route.fulfill({ contentType: "image/svg+xml", body: PICTURE });
      return;
    }
    const body: unknown = request.postDataJSON();
    const found = answer({ method: request.method(), url, body });
    if (!found) problems.push(`No answer for ${request.method()} ${url.pathname}`);
    await route.fulfill({ status: found?.status ?? 501, json: found?.body ?? null });
  });
  return { page, problems };
}

/** What axe calls serious or critical, in words. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Through the debugger, as the page's content security policy allows no other script.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource);
  return page.evaluate(`(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join(" | "));
  })()`);
}
