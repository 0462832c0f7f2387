// A course's calendar: a teacher plans a weekly class, moves one, cancels one, and begins one; a student finds each of
// these and comes in.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "./support/acts";
import { foundSchool, type School } from "./support/api";
import { launch, photograph, visit, type Visitor } from "./support/browser";
import { Server } from "./support/server";

const HOUR_MS = 3_600_000;
const ROOM = /\/live\/([a-z]{3}-[a-z]{4}-[a-z]{3})$/;

let server: Server;
let browser: Browser;
let school: School;
let teacher: Visitor;
let student: Visitor;
let courseId = "";

beforeAll(async () => {
  server = await Server.start();
  school = await foundSchool(server.address);
  courseId = await school.teacher.createCourse("LIVE-1", "Analysis");
  await school.student.call("POST", `/courses/${courseId}/enroll`, {});
  browser = await launch();
  // A student far from school sees other hours.
  teacher = await visit(browser, server.address, { timezoneId: "Africa/Cairo" });
  student = await visit(browser, server.address, { timezoneId: "America/New_York" });
  await signIn(teacher.page, school.people.teacher);
  await signIn(student.page, school.people.student);
});

afterAll(async () => {
  await teacher?.leave();
  await student?.leave();
  await browser?.close();
  await server?.stop();
});

interface Planned {
  id: string;
  title: string;
  starts_at: string;
  status: string;
}

async function planned(): Promise<Planned[]> {
  const { sessions } = await school.teacher.call<{ sessions: Planned[] }>(
    "GET",
    `/courses/${courseId}/sessions?limit=100`,
  );
  return sessions;
}

/** What a form wants to hear of a moment, by the clocks of Cairo. */
function inCairo(moment: Date): { date: string; time: string } {
  const text = moment.toLocaleString("sv-SE", { timeZone: "Africa/Cairo" });
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

async function fillTime(page: Page, { date, time }: { date: string; time: string }): Promise<void> {
  await page.getByLabel("Day", { exact: true }).fill(date);
  await page.getByLabel("Begins at", { exact: true }).fill(time);
}

/** The row of the nth class from now on. */
function row(page: Page, n: number) {
  return page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: /^Limits/ }) })
    .nth(n);
}

describe("a weekly class", () => {
  const first = new Date(Date.now() + 3 * HOUR_MS);

  it("is planned by its teacher", async () => {
    const { page } = teacher;
    await page.goto(`/courses/${courseId}`);
    await page.getByRole("link", { name: "Classes", exact: true }).click();
    await page.getByText("No classes are planned").waitFor();
    await page.getByRole("button", { name: "Schedule a class" }).click();
    await page.getByLabel("Title", { exact: true }).fill("Limits");
    await fillTime(page, inCairo(first));
    await page.getByLabel("Time zone", { exact: true }).selectOption("Africa/Cairo");
    await page.getByLabel("Repeat", { exact: true }).selectOption({ label: "Every week" });
    await page.getByLabel("Number of classes", { exact: true }).fill("4");
    await photograph(page, "classes-form");
    await page.getByRole("dialog").getByRole("button", { name: "Schedule a class" }).click();
    await page.getByText("4 classes of “Limits” are on the calendar.").waitFor();

    const walls = (await planned()).map(({ starts_at }) => inCairo(new Date(starts_at)));
    expect(walls.map(({ time }) => time)).toEqual(Array(4).fill(inCairo(first).time));
    expect(new Set(walls.map(({ date }) => new Date(date).getUTCDay())).size).toBe(1);
    await photograph(page, "classes-planned");
  });

  it("is moved once, and taken back once", async () => {
    const { page } = teacher;
    const before = await planned();
    const moved = new Date(Date.parse(before[1]?.starts_at ?? "") + 24 * HOUR_MS);
    await row(page, 1).getByRole("button", { name: "More actions for Limits" }).click();
    await page.getByRole("menuitem", { name: "Move or change" }).click();
    await fillTime(page, inCairo(moved));
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText(/^“Limits” is moved to/).waitFor();
    const starts = (await planned()).map(({ starts_at }) => Date.parse(starts_at));
    expect(starts).toEqual(
      before.map(({ starts_at }, index) => (index === 1 ? moved.getTime() : Date.parse(starts_at))),
    );

    const undone = page.waitForResponse((response) => response.request().method() === "PUT");
    await page.getByRole("button", { name: "Undo" }).click();
    expect((await undone).status()).toBe(200);
    expect((await planned()).map(({ starts_at }) => starts_at)).toEqual(
      before.map(({ starts_at }) => starts_at),
    );
  });

  it("stays on the calendar when it is cancelled", async () => {
    const { page } = teacher;
    await row(page, 2).getByRole("button", { name: "More actions for Limits" }).click();
    await page.getByRole("menuitem", { name: "Cancel class" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel class" }).click();
    await page.getByText("“Limits” is cancelled.").waitFor();
    expect((await planned()).map(({ status }) => status)).toEqual([
      "scheduled",
      "scheduled",
      "cancelled",
      "scheduled",
    ]);
  });

  it("is seen by a student in the hours of their own zone, with what remains until it", async () => {
    const { page } = student;
    await page.goto(`/courses/${courseId}/sessions`);
    await row(page, 0).getByText("Starts in 3 hours").waitFor();
    const here = new Intl.DateTimeFormat("en", { timeZone: "America/New_York", timeStyle: "short" });
    await row(page, 0)
      .getByText(new RegExp(`^${here.format(first).split(" ")[0] ?? ""}`))
      .first()
      .waitFor();
    await row(page, 0)
      .getByText(/, Egypt Time$/)
      .waitFor();
    await row(page, 2).getByText("Cancelled").waitFor();
    expect(await page.getByRole("button", { name: "Schedule a class" }).count()).toBe(0);
    await photograph(page, "classes-student");
  });

  it("is found by calendar programs under an address that can be reset", async () => {
    const { page } = student;
    await page.getByRole("button", { name: "Add to your calendar" }).click();
    await page.getByRole("button", { name: "Make a link" }).click();
    const field = page.getByLabel("Classes of this course", { exact: true });
    const address = await field.inputValue();
    // A calendar program has no account.
    const feed = await fetch(address);
    expect(feed.headers.get("Content-Type")).toMatch(/^text\/calendar/);
    const text = await feed.text();
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(4);
    expect(text.match(/^STATUS:CANCELLED/gm)).toHaveLength(1);
    const [link] = /(?<=^URL:).+$/m.exec(text.replaceAll(/\r?\n /g, "")) ?? [];

    await page.getByRole("button", { name: "Reset link" }).click();
    await page.waitForFunction(
      (old) => [...document.querySelectorAll("input")].every(({ value }) => value !== old),
      address,
    );
    expect((await fetch(address)).status).toBe(401);
    expect((await fetch(await field.inputValue())).status).toBe(200);

    await page.goto(link?.trim() ?? "");
    await page.getByRole("heading", { level: 2, name: "Limits" }).waitFor();
  });

  it("is joined by a student as soon as the teacher has begun it", async () => {
    await student.page.goto(`/courses/${courseId}`);
    await student.page.getByRole("link", { name: "Next class: Limits" }).waitFor();

    const { page } = teacher;
    await row(page, 0).getByRole("button", { name: "More actions for Limits" }).click();
    await page.getByRole("menuitem", { name: "Start now" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Start now" }).click();
    await page.waitForURL(ROOM);
    const code = ROOM.exec(page.url())?.[1];

    await student.page.reload();
    await student.page.goto(`/courses/${courseId}/sessions`);
    await row(student.page, 0).getByText("Live now").waitFor();
    await photograph(student.page, "classes-live");
    await row(student.page, 0).getByRole("link", { name: "Join Limits" }).click();
    await student.page.waitForURL(ROOM);
    expect(ROOM.exec(student.page.url())?.[1]).toBe(code);
    expect([...teacher.problems, ...student.problems]).toEqual([]);
  });
});

describe("a class that nobody planned", () => {
  it("begins with one press and ends for everyone", async () => {
    const { page } = teacher;
    await page.goto(`/courses/${courseId}/sessions`);
    await page.getByRole("button", { name: "Start a class now" }).click();
    await page.waitForURL(ROOM);

    await page.goto(`/courses/${courseId}/sessions`);
    await page.getByRole("button", { name: "More actions for Open class" }).click();
    await page.getByRole("menuitem", { name: "End for everyone" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End for everyone" }).click();
    await page.getByText("“Open class” has ended.").waitFor();
    const ended = (await planned()).find(({ title }) => title === "Open class");
    expect(ended?.status).toBe("ended");
  });
});
