// Every page in both languages, both themes, on a phone and on a desk: no accessibility finding, no error, no overflow.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "./support/acts";
import { foundSchool, type Person, type School } from "./support/api";
import { launch, photograph, visit } from "./support/browser";
import { makeClip } from "./support/media";
import { Server } from "./support/server";

const axeSource = readFileSync(
  new URL("../../web/node_modules/axe-core/axe.min.js", import.meta.url),
  "utf8",
);

let server: Server;
let browser: Browser;
let school: School;
let courseId = "";
let recordingId = "";

beforeAll(async () => {
  server = await Server.start();
  school = await foundSchool(server.address);
  courseId = await school.teacher.createCourse("TOUR-1", "A tour of everything");
  recordingId = await school.teacher.upload(
    await makeClip(server.directory, 12),
    "First steps.mp4",
    courseId,
  );
  await school.teacher.call("POST", `/courses/${courseId}/recordings/${recordingId}/publish`);
  await school.student.call("POST", `/courses/${courseId}/enroll`, {});
  await school.teacher.upload(Buffer.from("This is no lecture at all."), "Broken.mp4", courseId);
  await school.teacher.completed(recordingId);
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

type Who = "nobody" | "admin" | "teacher" | "student";

const pages: Record<Who, () => Record<string, string>> = {
  nobody: () => ({ "sign-in": "/sign-in", "sign-up": "/sign-up" }),
  student: () => ({
    home: "/",
    courses: "/courses",
    course: `/courses/${courseId}`,
    watch: `/watch/${recordingId}?course=${courseId}`,
    "no-access": "/watch/0195f3c2-0000-7000-8000-000000000000",
    profile: "/settings/profile",
    password: "/settings/password",
    sessions: "/settings/sessions",
    missing: "/nowhere",
  }),
  teacher: () => ({
    home: "/",
    "new-course": "/courses/new",
    course: `/courses/${courseId}`,
    people: `/courses/${courseId}/people`,
    insights: `/courses/${courseId}/insights`,
    "course-settings": `/courses/${courseId}/settings`,
    recordings: "/recordings",
    trash: "/recordings/trash",
    watch: `/watch/${recordingId}?course=${courseId}`,
  }),
  admin: () => ({ users: "/admin/users", jobs: "/admin/jobs" }),
};

const looks = ["en", "ar"].flatMap((locale) =>
  (["light", "dark"] as const).flatMap((theme) => [360, 1440].map((width) => ({ locale, theme, width }))),
);

describe.each(looks)("the pages in $locale, $theme, $width pixels wide", ({ locale, theme, width }) => {
  it.each(Object.keys(pages) as Who[])("are in order for %s", async (who) => {
    const { page, problems, leave } = await visit(browser, server.address, {
      viewport: { width, height: width < 600 ? 740 : 900 },
      colorScheme: theme,
      locale,
      hasTouch: width < 600,
    });
    const findings: string[] = [];
    if (who !== "nobody") await signInWith(page, school.people[who], locale);
    for (const [name, path] of Object.entries(pages[who]())) {
      await page.goto(path);
      await settle(page);
      findings.push(...(await inspect(page)).map((finding) => `${name}: ${finding}`));
      await photograph(page, `tour-${who}-${name}-${locale}-${theme}-${width}`);
    }
    expect([...findings, ...problems]).toEqual([]);
    await leave();
  });
});

/** The language of the account follows the person, so it is changed there. */
async function signInWith(page: Page, person: Person, locale: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("vtp.locale", "en"));
  await signIn(page, person);
  await page.evaluate(
    (wanted) =>
      fetch("/api/v1/auth/profile", {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-Requested-With": "test" },
        body: JSON.stringify({ locale: wanted }),
      }).then((response) => response.status),
    locale,
  );
}

/** Content instead of skeletons, and no request under way except those that repeat. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: 10_000 }).catch(() => undefined);
  await page.locator("h1, h2").first().waitFor();
}

async function inspect(page: Page): Promise<string[]> {
  // By the debugger and not by a script element: the content security policy forbids inline scripts.
  await page.evaluate(axeSource);
  const findings = await page.evaluate(async () => {
    interface Axe {
      run(options: object): Promise<{
        violations: {
          id: string;
          impact: string | null;
          nodes: { target: unknown[]; failureSummary?: string }[];
        }[];
      }>;
    }
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `axe ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 1 ? [...findings, `${overflow} pixels wider than the window`] : findings;
}
