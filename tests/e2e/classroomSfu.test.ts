// A class of three real browsers whose sound and picture go through the program: how it begins as a direct call of two,
// that everybody then sees and hears everybody, in the quality that each can see and receive, and who comes and goes.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "./support/acts";
import { foundSchool, type Person } from "./support/api";
import { FAKE_DEVICES, launch, photograph, visit, type Visitor } from "./support/browser";
import { bar, comeIn, openPanel, panel, watchCalls } from "./support/classroom";
import { eventually } from "./support/eventually";
import { Network } from "./support/network";
import { Server } from "./support/server";
import { pictureOf, readStreams, sentQualities, watchSound } from "./support/streams";

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
const networks: Record<string, Network> = {};

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
  networks[who] = await Network.of(visitor.page);
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

function networkOf(who: string): Network {
  const network = networks[who];
  if (!network) throw new Error(`${who} is not there`);
  return network;
}

function pageOf(who: string): Page {
  const visitor = visitors[who];
  if (!visitor) throw new Error(`${who} is not there`);
  return visitor.page;
}

/** The picture of somebody moves. When another stream takes its place the count begins anew. */
async function expectPicture(page: Page, name: string): Promise<void> {
  let before: number | undefined;
  await eventually(`a moving picture of ${name}`, MEDIA_MS, async () => {
    const frames = (await pictureOf(page, name))?.frames;
    const moves = frames !== undefined && before !== undefined && frames > before && before > 0;
    before = frames;
    return moves;
  });
}

const tile = (page: Page, name: string) => page.getByRole("article", { name, exact: true });

/** The line of somebody in the list of people, which is opened for it. */
async function rowOf(page: Page, name: string): Promise<Locator> {
  await openPanel(page, "People");
  return panel(page, "People").locator("[data-participant]").filter({ hasText: name });
}

async function idOf(page: Page, name: string): Promise<string> {
  return (await (await rowOf(page, name)).getAttribute("data-participant")) ?? "";
}

async function expectHeight(page: Page, name: string, isAsWanted: (height: number) => boolean) {
  await eventually(`another size of the picture of ${name}`, MEDIA_MS, async () => {
    const picture = await pictureOf(page, name);
    return picture !== null && isAsWanted(picture.height);
  });
}

/** The finest picture of somebody with a large camera is sent, or is not. */
async function expectFinest(page: Page, isSent: boolean): Promise<void> {
  await eventually(`the finest picture ${isSent ? "sent" : "not sent"}`, MEDIA_MS, async () => {
    const finest = (await sentQualities(page)).find(({ rid }) => rid === "r2");
    return finest !== undefined && finest.isActive === isSent && (!isSent || finest.height === 720);
  });
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

  it("sends as fine a picture as somebody looks at, and no finer", async () => {
    const [teacher, salma] = [pageOf("teacher"), pageOf("student")];
    await expectFinest(teacher, false);
    await tile(salma, TEACHER).hover();
    await tile(salma, TEACHER)
      .getByRole("button", { name: `Show ${TEACHER} large` })
      .click();
    await expectFinest(teacher, true);
    await expectHeight(salma, TEACHER, (height) => height === 720);
    await photograph(salma, "class-sfu-large");
    await tile(salma, TEACHER).hover();
    await tile(salma, TEACHER)
      .getByRole("button", { name: `Show ${TEACHER} as before` })
      .click();
    await expectFinest(teacher, false);
    await expectHeight(salma, TEACHER, (height) => height < 720);
  });

  it("gives less to one whose network carries less, says why, and gives more again", async () => {
    const [salma, yusuf] = [pageOf("student"), pageOf("yusuf")];
    await expectHeight(yusuf, TEACHER, (height) => height === 360);
    await networkOf("yusuf").narrow(450);
    await eventually("a smaller picture", MEDIA_MS, async () => {
      const heights = await Promise.all([TEACHER, SALMA].map((name) => pictureOf(yusuf, name)));
      return heights.some((picture) => picture !== null && picture.height <= 180);
    });
    await yusuf
      .getByText(/Smaller picture because of your connection|your connection cannot carry it/)
      .first()
      .waitFor();
    await photograph(yusuf, "class-sfu-narrow");
    expect((await pictureOf(salma, TEACHER))?.height).toBe(360);
    // His sound is the last to suffer.
    const heard = await soundOf(yusuf, await idOf(salma, TEACHER));
    await eventually("sound over the narrow way", MEDIA_MS, async () => {
      return (await soundOf(yusuf, await idOf(salma, TEACHER))) > heard;
    });
    await networkOf("yusuf").free();
    for (const name of [TEACHER, SALMA]) await expectHeight(yusuf, name, (height) => height === 360);
  });

  it("shows a screen beside the camera of the one who shares it", async () => {
    const [teacher, salma, yusuf] = [pageOf("teacher"), pageOf("student"), pageOf("yusuf")];
    await bar(teacher).getByRole("button", { name: "Share your screen" }).click();
    await teacher.getByRole("menuitem", { name: "Slides and text, with sharp letters" }).click();
    for (const page of [salma, yusuf]) {
      await expectPicture(page, `Screen of ${TEACHER}`);
      await expectPicture(page, TEACHER);
    }
    await photograph(salma, "class-sfu-screen");
    await bar(teacher).getByRole("button", { name: "Stop sharing your screen" }).click();
    for (const page of [salma, yusuf])
      await tile(page, `Screen of ${TEACHER}`).waitFor({ state: "detached" });
    await expectPicture(salma, TEACHER);
  });

  it("is silent for a microphone that is off, and hears it again when it is on", async () => {
    const [teacher, salma] = [pageOf("teacher"), pageOf("student")];
    const id = await idOf(teacher, SALMA);
    const heard = () => soundOf(teacher, id);
    const row = await rowOf(teacher, SALMA);
    await bar(salma).getByRole("button", { name: "Switch the microphone off" }).click();
    await row.getByRole("img", { name: "Microphone off" }).waitFor();
    await eventually("silence", MEDIA_MS, async () => {
      const before = await heard();
      await new Promise((done) => setTimeout(done, 1_500));
      return (await heard()) === before;
    });
    const before = await heard();
    await bar(salma).getByRole("button", { name: "Switch the microphone on" }).click();
    await eventually("sound again", MEDIA_MS, async () => (await heard()) > before);
    await row.getByRole("img", { name: "Microphone off" }).waitFor({ state: "detached" });
  });

  it("tells the teacher how well somebody is connected", async () => {
    const teacher = pageOf("teacher");
    const row = await rowOf(teacher, SALMA);
    await row.getByRole("button", { name: `Actions for ${SALMA}` }).click();
    await teacher.getByRole("menuitem", { name: "Connection", exact: true }).click();
    const dialog = teacher.getByRole("dialog");
    for (const source of ["Microphone", "Camera"])
      await dialog
        .getByRole("row", { name: new RegExp(`^${source} [1-9]`) })
        .first()
        .waitFor();
    await photograph(teacher, "class-sfu-statistics");
    await teacher.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  it("goes on by itself when somebody's network was away for a while", async () => {
    const [salma, yusuf] = [pageOf("student"), pageOf("yusuf")];
    await networkOf("yusuf").away();
    await eventually("pictures that stand still", MEDIA_MS, async () => {
      const before = await pictureOf(yusuf, TEACHER);
      await new Promise((done) => setTimeout(done, 1_500));
      return (await pictureOf(yusuf, TEACHER))?.frames === before?.frames;
    });
    await networkOf("yusuf").free();
    for (const name of [TEACHER, SALMA]) await expectPicture(yusuf, name);
    await expectPicture(salma, YUSUF);
  });

  it("lets one leave and come back", async () => {
    const [teacher, salma, yusuf] = [pageOf("teacher"), pageOf("student"), pageOf("yusuf")];
    await bar(yusuf).getByRole("button", { name: "Leave the class" }).click();
    for (const page of [teacher, salma]) await tile(page, YUSUF).waitFor({ state: "detached" });
    await yusuf.goto(`/live/${code}`);
    await comeIn(yusuf, { devices: true });
    for (const page of [teacher, salma]) await expectPicture(page, YUSUF);
    for (const name of [TEACHER, SALMA]) await expectPicture(yusuf, name);
  });

  it("lets nobody linger whose tab has died, and goes on without them", async () => {
    const [teacher, salma, yusuf] = [pageOf("teacher"), pageOf("student"), pageOf("yusuf")];
    const session = await yusuf.context().newCDPSession(yusuf);
    // The command has no answer: there is nobody left who could give it.
    void session.send("Page.crash").catch(() => undefined);
    for (const page of [teacher, salma]) await tile(page, YUSUF).waitFor({ state: "detached" });
    await expectPicture(salma, TEACHER);
    await expectPicture(teacher, SALMA);
    expect([...(visitors.teacher?.problems ?? []), ...(visitors.student?.problems ?? [])]).toEqual([]);
  });
});
