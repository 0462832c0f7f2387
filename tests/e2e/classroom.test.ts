// A class of real browsers on the real program: who comes in, what arrives, and who is gone.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "./support/acts";
import { foundSchool, type Person } from "./support/api";
import { FAKE_DEVICES, launch, photograph, visit, type Visitor } from "./support/browser";
import { bar, comeIn, expectMedia, heardEvents, openPanel, panel, watchCalls } from "./support/classroom";
import { Server } from "./support/server";

const GRACE_SECONDS = 5;

let server: Server;
let browser: Browser;
let code: string;
const people: Record<string, Person> = {};

beforeAll(async () => {
  server = await Server.start(`rooms.reconnect_grace_seconds=${GRACE_SECONDS}`);
  browser = await launch(...FAKE_DEVICES);
  const school = await foundSchool(server.address);
  Object.assign(people, school.people, {
    yusuf: await school.admin.register("Yusuf Karim", "student"),
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function arrive(who: string): Promise<Visitor> {
  const person = people[who];
  if (!person) throw new Error(`nobody is called ${who}`);
  const visitor = await visit(browser, server.address);
  await watchCalls(visitor.page);
  await signIn(visitor.page, person);
  return visitor;
}

describe("a class", () => {
  let teacher: Visitor;
  let salma: Visitor;
  let yusuf: Visitor;

  beforeAll(async () => {
    [teacher, salma, yusuf] = [await arrive("teacher"), await arrive("student"), await arrive("yusuf")];
  });

  afterAll(async () => {
    await Promise.all([teacher, salma, yusuf].map((visitor) => visitor?.leave()));
  });

  it("is opened by its teacher on the spot", async () => {
    const { page } = teacher;
    await page.goto("/live");
    await page.getByRole("button", { name: "Open a room" }).click();
    await page.waitForURL(/\/live\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    code = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await comeIn(page, { devices: true });
    await bar(page).getByRole("button", { name: "Switch the microphone off" }).waitFor();
    await photograph(page, "class-alone");
  });

  it("is found by its code, and both see and hear one another directly", async () => {
    const { page } = salma;
    await page.goto("/live");
    await page.getByLabel("Code of the class").fill(code.replaceAll("-", "").toUpperCase());
    await page.getByRole("button", { name: "Go to the class" }).click();
    await comeIn(page, { devices: true });
    await expectMedia(page, "the student");
    await expectMedia(teacher.page, "the teacher");
    await photograph(page, "class-two");
  });

  it("carries messages both ways", async () => {
    await openPanel(teacher.page, "Chat");
    await openPanel(salma.page, "Chat");
    for (const [from, to, text] of [
      [teacher, salma, "Welcome!"],
      [salma, teacher, "Good morning."],
    ] as const) {
      await from.page.getByRole("textbox", { name: "Write a message" }).fill(text);
      await from.page.keyboard.press("Enter");
      await to.page.getByRole("log").getByText(text).waitFor();
    }
  });

  it("shows a raised hand with its place, and lets the teacher lower it", async () => {
    await bar(salma.page).getByRole("button", { name: "Raise your hand" }).click();
    await bar(salma.page)
      .getByRole("button", { name: /you are number 1/ })
      .waitFor();
    await openPanel(teacher.page, "People");
    await teacher.page.getByRole("button", { name: "Lower the hand of Salma Student" }).click();
    await bar(salma.page).getByRole("button", { name: "Raise your hand" }).waitFor();
  });

  it("asks a question, counts the answers and shows them in the end", async () => {
    await openPanel(teacher.page, "Polls");
    await teacher.page.getByRole("button", { name: "New poll" }).click();
    const dialog = teacher.page.getByRole("dialog");
    await dialog.getByLabel("Question").fill("Ready for the exam?");
    await dialog.getByLabel("Answer 1", { exact: true }).fill("Yes");
    await dialog.getByLabel("Answer 2", { exact: true }).fill("No");
    await dialog.getByRole("button", { name: "Ask the class" }).click();

    const question = panel(salma.page, "Polls");
    await question.getByRole("radio", { name: "No" }).check();
    await question.getByRole("button", { name: "Answer" }).click();
    const counts = panel(teacher.page, "Polls");
    await counts.getByText("One answer").waitFor();
    await counts.getByRole("button", { name: "Close the poll" }).click();
    await question.getByRole("list", { name: "Results" }).getByText("1 · 100%").waitFor();
    await photograph(salma.page, "class-poll");
  });

  it("obeys the teacher who switches a microphone off", async () => {
    await openPanel(teacher.page, "People");
    const row = teacher.page.getByRole("listitem").filter({ hasText: "Salma Student" });
    await row.getByRole("button", { name: "Actions for Salma Student" }).click();
    await teacher.page.getByRole("menuitem", { name: "Mute", exact: true }).click();
    await bar(salma.page).getByRole("button", { name: "Switch the microphone on" }).waitFor();
    await row.getByRole("img", { name: "Microphone off" }).waitFor();
    await bar(salma.page).getByRole("button", { name: "Switch the microphone on" }).click();
    await row.getByRole("img", { name: "Microphone off" }).waitFor({ state: "detached" });
  });

  it("takes a page that is loaded again for the same person, and calls it anew", async () => {
    await salma.page.reload();
    await comeIn(salma.page, { devices: true });
    await expectMedia(salma.page, "the student who came back");
    await expectMedia(teacher.page, "the teacher once more");
    await openPanel(teacher.page, "People");
    await expect
      .poll(() => teacher.page.getByRole("listitem").filter({ hasText: "Salma Student" }).count())
      .toBe(1);
  });

  it("says nothing to somebody who is refused", async () => {
    await bar(teacher.page).getByRole("button", { name: "More actions" }).click();
    await teacher.page.getByRole("menuitem", { name: "Lock the class" }).click();
    const events = heardEvents(yusuf.page);
    await yusuf.page.goto(`/live/${code}`);
    await comeIn(yusuf.page, { refused: "The class is locked" });
    await openPanel(teacher.page, "Chat");
    await teacher.page.getByRole("textbox", { name: "Write a message" }).fill("Only for us");
    await teacher.page.keyboard.press("Enter");
    await openPanel(salma.page, "Chat");
    await salma.page.getByRole("log").getByText("Only for us").waitFor();
    expect(events).toEqual([]);
  });

  it("takes a third person in, and keeps everything that was said", async () => {
    await bar(teacher.page).getByRole("button", { name: "More actions" }).click();
    await teacher.page.getByRole("menuitem", { name: "Unlock the class" }).click();
    await yusuf.page.getByRole("button", { name: "Try to go in again" }).click();
    await comeIn(yusuf.page);
    await openPanel(yusuf.page, "Chat");
    await yusuf.page.getByRole("textbox", { name: "Write a message" }).fill("Hello from the third");
    await yusuf.page.keyboard.press("Enter");
    for (const { page } of [teacher, salma]) {
      await openPanel(page, "Chat");
      await page.getByRole("log").getByText("Hello from the third").waitFor();
    }
    await photograph(teacher.page, "class-three");
  });

  it("lets nobody linger whose tab has died", async () => {
    await openPanel(teacher.page, "People");
    const row = teacher.page.getByRole("listitem").filter({ hasText: "Yusuf Karim" });
    await row.waitFor();
    const debuggerSession = await yusuf.page.context().newCDPSession(yusuf.page);
    // The command has no answer: there is nobody left who could give it.
    void debuggerSession.send("Page.crash").catch(() => undefined);
    await row.getByText("Reconnecting…").waitFor();
    await row.waitFor({ state: "detached" });
  });

  it("ends for everybody when its host ends it", async () => {
    await bar(teacher.page).getByRole("button", { name: "Leave the class" }).click();
    await teacher.page.getByRole("button", { name: "End for everybody" }).click();
    for (const { page } of [teacher, salma]) await page.getByText("This class is over").waitFor();
    await salma.page.reload();
    await salma.page.getByText("This class is over").waitFor();
    expect([...teacher.problems, ...salma.problems]).toEqual([]);
  });
});
