// From the sign-in page to a playing lecture with nothing but the keyboard.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playback } from "./support/acts";
import { foundSchool, PASSWORD, type School } from "./support/api";
import { launch, visit } from "./support/browser";
import { eventually } from "./support/eventually";
import { makeClip } from "./support/media";
import { Server } from "./support/server";

let server: Server;
let browser: Browser;
let school: School;

beforeAll(async () => {
  server = await Server.start();
  school = await foundSchool(server.address);
  const courseId = await school.teacher.createCourse("KEYS-1", "Typing");
  const recordingId = await school.teacher.upload(
    await makeClip(server.directory, 20),
    "Home row.mp4",
    courseId,
  );
  await school.teacher.call("POST", `/courses/${courseId}/recordings/${recordingId}/publish`);
  await school.student.call("POST", `/courses/${courseId}/enroll`, {});
  await school.teacher.completed(recordingId);
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe("a person without a mouse", () => {
  it("signs in, opens a course, plays a lecture and moves in it", async () => {
    const { page, problems, leave } = await visit(browser, server.address);
    await page.goto("/sign-in");
    await tabTo(page, "E-mail address");
    await page.keyboard.type(school.people.student.email);
    await tabTo(page, "Password");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/");

    await tabTo(page, "Courses");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/courses$/);
    await page.getByRole("link", { name: "Typing" }).waitFor();
    await tabTo(page, "Typing");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/courses\/[0-9a-f-]{36}/);
    await page.getByRole("link", { name: "Home row" }).waitFor();
    await tabTo(page, "Home row");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/watch\//);

    await page.getByRole("button", { name: "Play", exact: true }).first().waitFor();
    await tabTo(page, "Play");
    await page.keyboard.press("Enter");
    await eventually("the lecture to play", 60_000, async () => (await playback(page)).position > 0.5);

    await page.keyboard.press("k");
    await eventually("a pause", 20_000, async () => (await playback(page)).paused);
    await tabTo(page, "Position in the lecture");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await eventually("five seconds", 20_000, async () => Math.abs((await playback(page)).position - 5) < 0.5);
    expect(await focused(page)).toMatchObject({ valueText: "5 seconds of 20 seconds" });

    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(problems).toEqual([]);
    await leave();
  });
});

const MOST_STOPS = 60;

/** Presses Tab until the thing with this name has the focus, as a person would who listens. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (now.name.startsWith(name)) return;
    passed.push(now.name);
  }
  throw new Error(`Tab never came to "${name}", only to: ${passed.join(" | ")}`);
}

function focused(page: Page): Promise<{ name: string; valueText: string | null }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    const name = element?.getAttribute("aria-label") ?? label ?? element?.textContent ?? "";
    return { name: name.trim(), valueText: element?.getAttribute("aria-valuetext") ?? null };
  });
}
