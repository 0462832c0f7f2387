// A class of three real browsers whose sound and picture go through the program: how it begins as a direct call of two,
// and that everybody then sees and hears everybody.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "./support/acts";
import { foundSchool, type Person } from "./support/api";
import { FAKE_DEVICES, launch, photograph, visit, type Visitor } from "./support/browser";
import { comeIn, watchCalls } from "./support/classroom";
import { eventually } from "./support/eventually";
import { Server } from "./support/server";
import { pictureOf, readStreams, watchSound } from "./support/streams";

const MEDIA_MS = 90_000;
const GRACE_SECONDS = 5;
const TEACHER = "Tariq Teacher";
const SALMA = "Salma Student";
const YUSUF = "Yusuf Karim";

let server: Server;
let browser: Browser;
let code: string;
const people: Record<string, Person> = {};
const visitors: Record<string, Visitor> = {};

beforeAll(async () => {
  server = await Server.start(`rooms.reconnect_grace_seconds=${GRACE_SECONDS}`);
  browser = await launch(...FAKE_DEVICES);
  const school = await foundSchool(server.address);
  Object.assign(people, school.people, { yusuf: await school.admin.register(YUSUF, "student") });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** `lines` is what the camera gives: three full pictures of 720 lines are too much for two cores. */
async function arrive(who: string, lines: number): Promise<Page> {
  const person = people[who];
  if (!person) throw new Error(`nobody is called ${who}`);
  const visitor = await visit(browser, server.address);
  visitors[who] = visitor;
  await watchCalls(visitor.page);
  await visitor.page.addInitScript((height) => {
    const devices = navigator.mediaDevices;
    if (!devices) return;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) =>
      open(wanted?.video ? { ...wanted, video: { width: (height * 16) / 9, height } } : wanted);
  }, lines);
  await signIn(visitor.page, person);
  return visitor.page;
}

function pageOf(who: string): Page {
  const visitor = visitors[who];
  if (!visitor) throw new Error(`${who} is not there`);
  return visitor.page;
}

const bar = (page: Page) => page.getByRole("toolbar", { name: "Controls of the class" });

/** The picture of somebody moves. */
async function expectPicture(page: Page, name: string): Promise<void> {
  const before = await eventually(`a picture of ${name}`, MEDIA_MS, async () => {
    const picture = await pictureOf(page, name);
    return picture && picture.frames > 0 ? picture : undefined;
  });
  await eventually(`a moving picture of ${name}`, MEDIA_MS, async () => {
    const picture = await pictureOf(page, name);
    return picture !== null && picture.frames > before.frames;
  });
}

async function idOf(page: Page, name: string): Promise<string> {
  const panel = page.getByRole("complementary", { name: "People" });
  if (!(await panel.isVisible()))
    await bar(page)
      .getByRole("button", { name: /^People/ })
      .click();
  const row = panel.locator("[data-participant]").filter({ hasText: name });
  return (await row.getAttribute("data-participant")) ?? "";
}

async function soundOf(page: Page, id: string): Promise<number> {
  const streams = await readStreams(page);
  return streams
    .filter(({ of, kind }) => of === id && kind === "audio")
    .reduce((sum, { packets }) => sum + packets, 0);
}

describe("a class of three", () => {
  it("begins with two who are connected directly", async () => {
    const teacher = await arrive("teacher", 720);
    await teacher.goto("/live");
    await teacher.getByRole("button", { name: "Open a room" }).click();
    await teacher.waitForURL(/\/live\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    code = new URL(teacher.url()).pathname.split("/").at(-1) ?? "";
    await comeIn(teacher, { devices: true });

    const salma = await arrive("student", 360);
    await salma.goto(`/live/${code}`);
    await comeIn(salma, { devices: true });
    await expectPicture(teacher, SALMA);
    await expectPicture(salma, TEACHER);
    expect((await readStreams(salma)).every(({ of }) => of === "")).toBe(true);
  });

  it("changes over without a reload and without a silence when a third comes in", async () => {
    const [teacher, salma] = [pageOf("teacher"), pageOf("student")];
    for (const page of [teacher, salma])
      await page.evaluate(() => Object.assign(window, { isTheSame: true }));
    const heard = [await watchSound(teacher), await watchSound(salma)];

    const yusuf = await arrive("yusuf", 360);
    await yusuf.goto(`/live/${code}`);
    await comeIn(yusuf, { devices: true });
    for (const [page, names] of [
      [teacher, [SALMA, YUSUF]],
      [salma, [TEACHER, YUSUF]],
      [yusuf, [TEACHER, SALMA]],
    ] as const)
      for (const name of names) await expectPicture(page, name);
    // The direct call is over: everything that still comes has an owner.
    await eventually("the end of the direct call", MEDIA_MS, async () =>
      (await readStreams(salma)).every(({ of }) => of !== ""),
    );
    for (const page of [teacher, salma])
      expect(await page.evaluate(() => (window as { isTheSame?: boolean }).isTheSame)).toBe(true);
    for (const tell of heard) {
      const { looks, deaf } = await tell();
      expect(looks).toBeGreaterThan(0);
      expect(deaf).toBe(0);
    }
    await photograph(teacher, "class-sfu-three");
  });

  it("carries every voice to both of the others", async () => {
    const [teacher, yusuf] = [pageOf("teacher"), pageOf("yusuf")];
    const salma = await idOf(teacher, SALMA);
    for (const page of [teacher, yusuf]) {
      const before = await soundOf(page, salma);
      await eventually("more sound", MEDIA_MS, async () => (await soundOf(page, salma)) > before);
    }
  });
});
