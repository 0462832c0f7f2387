// Every page in Chromium: narrow and wide, light and dark, English and Arabic.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityProblems, launch, openPage } from "../support/browser";
import * as data from "../support/fixtures";
import { mockServer, type School } from "../support/mockServer";
import { startSite, type Site } from "../support/site";

const screenshots = process.env.VTP_SCREENSHOTS;

const student = data.profile("student");
const teacher = data.profile("teacher");
const admin = data.profile("admin");
const asStudent = data.courseDetail({
  my_role: "student",
  is_enrolled: true,
  recordings: data.lectures
    .filter((lecture) => lecture.recording_id !== data.uuid(303))
    .map((lecture) => ({ ...lecture, is_published: true })),
});
const asTeacher = data.courseDetail({ my_role: "instructor" });
const course = `/courses/${data.uuid(101)}`;

const PAGES: [name: string, path: string, school: School][] = [
  ["sign-in", "/sign-in?return=%2Fcourses", { user: null }],
  ["sign-up", "/sign-up", { user: null }],
  ["sign-up-first", "/sign-up", { user: null, firstAccount: true }],
  ["reset-password", "/reset-password?token=abc", { user: null }],
  ["home-student", "/", { user: student }],
  ["home-empty", "/", { user: data.profile("student", { approval_status: "pending" }), empty: true }],
  ["home-teacher", "/", { user: teacher }],
  ["courses", "/courses", { user: teacher }],
  ["courses-empty", "/courses?q=nothing", { user: student, empty: true }],
  ["courses-broken", "/courses", { user: student, broken: 500 }],
  ["course-new", "/courses/new", { user: teacher }],
  [
    "course-stranger",
    course,
    { user: student, course: data.courseDetail({ enrollment_policy: "key", recordings: [] }) },
  ],
  ["course-student", course, { user: student, course: asStudent }],
  ["course-teacher", course, { user: teacher, course: asTeacher }],
  ["course-draft", course, { user: teacher, course: { ...asTeacher, status: "draft", recordings: [] } }],
  ["course-people", `${course}/people`, { user: teacher, course: asTeacher }],
  ["course-insights", `${course}/insights`, { user: teacher, course: asTeacher }],
  ["course-settings", `${course}/settings`, { user: teacher, course: asTeacher }],
  ["recordings", "/recordings", { user: teacher }],
  ["recordings-trash", "/recordings/trash", { user: teacher }],
  ["recordings-empty", "/recordings", { user: teacher, empty: true }],
  ["settings-profile", "/settings/profile", { user: student }],
  ["settings-password", "/settings/password", { user: student }],
  ["settings-sessions", "/settings/sessions", { user: student }],
  ["admin-users", "/admin/users", { user: admin }],
  ["admin-jobs", "/admin/jobs", { user: admin }],
  ["forbidden", "/admin/users", { user: student }],
  ["not-found", "/nowhere", { user: student }],
];

const LOOKS = [1440, 360].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launch()]);
  if (screenshots) mkdirSync(screenshots, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function settled(page: Page) {
  await page.locator("h1, h2").first().waitFor({ state: "attached" });
  await page.locator("[class*=bone]").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
}

describe.each(PAGES)("%s", (name, path, school) => {
  it.each(["en", "ar"])("is accessible at every width and in every colour scheme, %s", async (locale) => {
    const inLocale = school.user && { ...school, user: { ...school.user, locale } };
    const { page, problems } = await openPage(browser, mockServer(inLocale ?? school), {
      viewport: { width: 1440, height: 900 },
      storage: { "vtp.locale": locale },
    });
    try {
      await page.goto(site.url + path);
      await settled(page);
      expect(await page.evaluate("document.documentElement.dir")).toBe(locale === "ar" ? "rtl" : "ltr");
      for (const { width, scheme } of LOOKS) {
        const look = `${width}-${scheme}-${locale}`;
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
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
});
