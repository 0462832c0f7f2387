// Debian's Chromium. Every person has a context of their own, as if it were another computer.
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const ACTION_MS = 90_000;

/** A camera and a microphone that everybody has and every page may use. */
export const FAKE_DEVICES = [
  "--use-fake-device-for-media-stream=fps=30",
  "--use-fake-ui-for-media-stream",
  "--allow-loopback-in-peer-connection",
];

export function launch(...more: string[]): Promise<Browser> {
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
      "--autoplay-policy=no-user-gesture-required",
      ...more,
    ],
  });
}

export interface Visitor {
  page: Page;
  /** Errors in the console and exceptions, except requests that failed as the test wanted. */
  problems: string[];
  leave(): Promise<void>;
}

export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 1280, height: 800 },
    locale: "en",
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(ACTION_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      problems.push(`console: ${message.text()}`);
    }
  });
  return { page, problems, leave: () => context.close() };
}

/** Leaves a picture behind for people to look at, where VTP_E2E_SHOTS names a directory. */
export async function photograph(page: Page, name: string): Promise<void> {
  const directory = process.env.VTP_E2E_SHOTS;
  if (directory) await page.screenshot({ path: `${directory}/${name}.png` });
}
