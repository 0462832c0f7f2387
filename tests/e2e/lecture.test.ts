// The platform's main job: a teacher's file becomes a lecture that a student watches, leaves, and resumes elsewhere.
import { stat } from "node:fs/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCourse, playback, signIn, signUp, watchRenditions } from "./support/acts";
import { Client, type Person } from "./support/api";
import { launch, photograph, visit, type Visitor } from "./support/browser";
import { CuttingProxy } from "./support/cuttingProxy";
import { eventually } from "./support/eventually";
import { film, makeLecture } from "./support/media";
import { Server } from "./support/server";

const PREPARING_MS = 300_000;
const LEFT_AT_SECONDS = 12;

let server: Server;
let browser: Browser;
let admin: Person;

beforeAll(async () => {
  server = await Server.start("hls.segment_seconds=2");
  browser = await launch();
  admin = await new Client(server.address).register("Ada Admin", "student");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Case {
  name: string;
  title: string;
  file: () => Promise<string>;
}

const cases: Case[] = [
  {
    name: "with slides and speech",
    title: "Limits and sequences",
    file: () => makeLecture(server.directory, 60),
  },
];
if (film !== null) {
  const path = film;
  cases.push({ name: "from a film", title: "big-buck-bunny-480p-30s", file: () => Promise.resolve(path) });
}

describe.each(cases)("a lecture $name", ({ title, file, name }) => {
  const kind = name.split(" ").at(-1) ?? "";
  let teacher: Visitor;
  let student: Visitor;
  let proxy: CuttingProxy;
  let teacherAccount: Pick<Person, "email">;
  let studentAccount: Pick<Person, "email">;
  let courseId: string;
  let recordingId: string;

  beforeAll(async () => {
    proxy = await CuttingProxy.start(server.portNumber, 3_000);
    teacher = await visit(browser, proxy.address);
    student = await visit(browser, server.address);
  });

  afterAll(async () => {
    await teacher?.leave();
    await student?.leave();
    await proxy?.stop();
  });

  it("has a teacher, whom the administrator approves", async () => {
    teacherAccount = await signUp(teacher.page, `Tariq ${kind}`, "Teacher");
    const office = await visit(browser, server.address);
    await signIn(office.page, admin);
    await office.page.goto("/admin/users");
    await office.page.getByRole("button", { name: `Approve Tariq ${kind} as a teacher` }).click();
    await office.page.getByText(`Tariq ${kind} is a teacher now.`).waitFor();
    await photograph(office.page, `${kind}-approved`);
    await office.leave();
  });

  it("is uploaded into a course although the connection breaks", async () => {
    const { page } = teacher;
    await page.reload();
    courseId = await createCourse(page, `MATH-${kind}`, `Analysis ${kind}`);
    const path = await file();
    proxy.cutAfter(Math.floor((await stat(path)).size / 2));
    await page.locator("main input[type=file]").first().setInputFiles(path);
    const uploads = page.getByRole("main").getByRole("region", { name: "Uploads" });
    await uploads.getByText(/The connection is lost/).waitFor();
    await photograph(page, `${kind}-interrupted`);
    await uploads.getByText(/Uploaded\. The lecture is being prepared|Ready to watch/).waitFor();
    expect(proxy.cuts).toBe(1);
    await photograph(page, `${kind}-preparing`);
  });

  it(
    "can be watched by its teacher as soon as the first quality is ready",
    async () => {
      const { page } = teacher;
      const uploads = page.getByRole("main").getByRole("region", { name: "Uploads" });
      await uploads.getByText("Ready to watch").waitFor({ timeout: PREPARING_MS });
      await uploads.getByRole("link", { name: "Watch" }).click();
      await page.waitForURL(/\/watch\//);
      recordingId = /\/watch\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await play(page);
      await photograph(page, `${kind}-teacher`);
    },
    PREPARING_MS + 60_000,
  );

  it("stays hidden from a student until it is published", async () => {
    const { page } = student;
    studentAccount = await signUp(page, `Salma ${kind}`, "Student");
    await page.goto(`/courses/${courseId}`);
    await page.getByRole("button", { name: "Enrol" }).click();
    await page.getByText("No lectures yet").waitFor();
    await page.goto(`/watch/${recordingId}`);
    await page.getByText("You cannot watch this lecture").waitFor();
    await photograph(page, `${kind}-hidden`);

    const client = await new Client(server.address).signIn(studentAccount.email);
    for (const path of ["info", "stream/master.m3u8", "thumbnail", "download"]) {
      expect((await client.fetch(`/recordings/${recordingId}/${path}`)).status).toBe(404);
    }
  });

  it(
    "is published once all its qualities are there",
    async () => {
      const client = await new Client(server.address).signIn(teacherAccount.email);
      await client.completed(recordingId, PREPARING_MS);
      const { page } = teacher;
      await page.goto(`/courses/${courseId}`);
      await page.getByRole("button", { name: `Publish ${title}` }).click();
      await page.getByText(`“${title}” is published.`).waitFor();
      await photograph(page, `${kind}-published`);
    },
    PREPARING_MS + 60_000,
  );

  it("changes its quality when the network gets slow", async () => {
    const { page } = student;
    const renditions = watchRenditions(page);
    const network = await page.context().newCDPSession(page);
    await throttle(network, 3_000);
    await page.goto(`/courses/${courseId}`);
    await page.getByRole("link", { name: title }).click();
    await play(page);
    await eventually("segments of a better quality", 60_000, () =>
      renditions.some((each) => each !== "360p"),
    );

    const before = renditions.length;
    await throttle(network, 350);
    await page.keyboard.press("5");
    await eventually("segments of the lowest quality", 90_000, () =>
      renditions.slice(before).includes("360p"),
    );
    await throttle(network, null);

    const best = await chooseBestQuality(page);
    await page.keyboard.press("0");
    await eventually(`segments of ${best}`, 60_000, () => renditions.at(-1) === best);
    await photograph(page, `${kind}-quality`);
  });

  it("can be listened to without the picture, from the same place on", async () => {
    const { page } = student;
    const { position: before } = await playback(page);
    const opened = page.waitForRequest(/\/stream\/audio\/playlist\.m3u8/);
    await chooseQuality(page, "Sound only");
    await opened;
    const pictures = watchRenditions(page);
    if ((await playback(page)).paused) await page.keyboard.press("k");
    await eventually("the sound to go on", 60_000, async () => (await playback(page)).position > before + 1);
    expect(pictures).toEqual([]);
    await photograph(page, `${kind}-sound`);

    await chooseQuality(page, "Auto");
    await eventually("segments of the picture", 60_000, () => pictures.length > 0);
    await playing(page);
  });

  it("is left at some second and resumed there in another browser", async () => {
    const { page } = student;
    await seekTo(page, LEFT_AT_SECONDS);
    // It may have come to its end meanwhile.
    if ((await playback(page)).paused) await page.keyboard.press("k");
    await eventually("two more seconds to be played", 60_000, async () => {
      const { position } = await playback(page);
      return position > LEFT_AT_SECONDS + 2;
    });
    const { position: leftAt } = await playback(page);
    await page.goto("about:blank");

    const elsewhere = await visit(browser, server.address);
    await signIn(elsewhere.page, studentAccount);
    const client = await new Client(server.address).signIn(studentAccount.email);
    const kept = await eventually("the server to know the place", 30_000, async () => {
      const info = await client.call<{ resume_position_seconds: number }>(
        "GET",
        `/recordings/${recordingId}/info`,
      );
      return info.resume_position_seconds > LEFT_AT_SECONDS ? info.resume_position_seconds : null;
    });
    expect(Math.abs(kept - leftAt)).toBeLessThan(3);

    await elsewhere.page.goto(`/watch/${recordingId}?course=${courseId}`);
    await elsewhere.page.getByRole("button", { name: /^Continue at 0:1\d$/ }).click();
    await eventually(
      "playback to go on",
      60_000,
      async () => (await playback(elsewhere.page)).position > kept + 1,
    );
    expect((await playback(elsewhere.page)).position).toBeLessThan(kept + 15);
    await photograph(elsewhere.page, `${kind}-resumed`);
    expect(elsewhere.problems).toEqual([]);
    await elsewhere.leave();
  });

  it("disappears for the student when it is no longer published", async () => {
    const { page } = teacher;
    await page.goto(`/watch/${recordingId}?course=${courseId}`);
    await page.getByRole("button", { name: "Unpublish" }).click();
    await page.getByText("No longer published.").waitFor();
    await student.page.goto(`/watch/${recordingId}?course=${courseId}`);
    await student.page.getByText("You cannot watch this lecture").waitFor();
    expect(teacher.problems).toEqual([]);
    expect(student.problems).toEqual([]);
  });
});

async function play(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Play", exact: true }).first().click();
  await playing(page);
}

/** Waits until it really plays: a position that jumps to where a new source begins does not count, an end does. */
async function playing(page: Page): Promise<void> {
  let last = Infinity;
  await eventually("the picture to move", 60_000, async () => {
    const { position, paused, ended, error } = await playback(page);
    if (error) throw new Error(error);
    const isMoving = !paused && position > last && position < last + 2;
    last = position;
    return isMoving || ended;
  });
}

async function seekTo(page: Page, seconds: number): Promise<void> {
  const bar = page.getByRole("slider", { name: "Position in the lecture" });
  const box = await bar.boundingBox();
  const { duration } = await playback(page);
  if (!box) throw new Error("the seek bar is not shown");
  await bar.click({ position: { x: (box.width * seconds) / duration, y: box.height / 2 } });
}

async function chooseQuality(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^Quality/ }).click();
  await page.getByRole("menuitemradio", { name: new RegExp(`^${name}`) }).click();
}

async function chooseBestQuality(page: Page): Promise<string> {
  await page.getByRole("button", { name: /^Quality/ }).click();
  const best = page.getByRole("menuitemradio").nth(1);
  const name = /\d+p/.exec((await best.textContent()) ?? "")?.[0] ?? "";
  await best.click();
  return name;
}

/** Kilobits a second; null lifts the limit. */
async function throttle(network: CDPSession, rate: number | null): Promise<void> {
  const bytes = rate === null ? -1 : (rate * 1000) / 8;
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: rate === null ? 0 : 20,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  });
}
