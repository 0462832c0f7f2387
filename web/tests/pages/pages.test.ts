// Every page in Chromium: narrow and wide, light and dark, English and Arabic.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage } from "../support/browser";
import { answerClass } from "../support/classMock";
import { mockServer, type School } from "../support/mockServer";
import { startSite, type Site } from "../support/site";
import { makeStream, type Stream } from "../support/stream";
import { CLASS_PAGES } from "./classPages";
import { PAGES } from "./pageList";

const screenshots = process.env.VTP_SCREENSHOTS;

const WIDE_AND_LIGHT = { width: 1440, scheme: "light" } as const;
const NARROW_AND_DARK = { width: 360, scheme: "dark" } as const;
// These two show every width and every colour; the other two are for people to look at.
const LOOKS = screenshots
  ? [
      WIDE_AND_LIGHT,
      { width: 1440, scheme: "dark" } as const,
      { width: 360, scheme: "light" } as const,
      NARROW_AND_DARK,
    ]
  : [WIDE_AND_LIGHT, NARROW_AND_DARK];

let site: Site;
let browser: Browser;
let stream: Stream;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launch()]);
  stream = await makeStream(browser);
  if (screenshots) mkdirSync(screenshots, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  stream?.remove();
});

async function settled(page: Page) {
  await page.locator("h1, h2").first().waitFor({ state: "attached" });
  await page.locator("[class*=bone]").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
}

/** What a page shows by its width is told to it before a frame, and drawn with the next. */
async function drawn(page: Page) {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))",
  );
}

function inLocale(school: School, locale: string): School {
  return school.user ? { ...school, user: { ...school.user, locale } } : school;
}

describe.each([...PAGES, ...CLASS_PAGES].map((page) => [page.name, page] as const))(
  "%s",
  (name, { path, school, storage, clock, classroom, permissions, act }) => {
    it.each(["en", "ar"])("is accessible at every width and in every colour scheme, %s", async (locale) => {
      const answer = mockServer(inLocale(school, locale));
      const { page, problems } = await openPage(
        browser,
        { answer, stream },
        {
          viewport: { width: 1440, height: 900 },
          timezoneId: "Africa/Cairo",
          permissions,
          storage: { "vtp.locale": locale, ...storage },
        },
      );
      if (classroom) await answerClass(page, classroom);
      try {
        if (clock) await page.clock.setFixedTime(clock);
        await page.goto(site.url + path);
        await settled(page);
        await act?.(page);
        expect(await page.evaluate("document.documentElement.dir")).toBe(locale === "ar" ? "rtl" : "ltr");
        for (const { width, scheme } of LOOKS) {
          const look = `${width}-${scheme}-${locale}`;
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: scheme });
          await drawn(page);
          if (screenshots)
            await page.screenshot({ path: join(screenshots, `${name}-${look}.png`), fullPage: true });
          expect
            .soft(await page.evaluate("document.documentElement.scrollWidth"), look)
            .toBeLessThanOrEqual(width);
          expect.soft((await accessibilityProblems(page)).join("\n"), look).toBe("");
        }
        expect(problems).toEqual([]);
      } finally {
        await page.context().close();
      }
    });
  },
);
