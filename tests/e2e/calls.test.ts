// Direct calls of two real browsers: what they carry beside faces, the relay where no other way is open, and how long a
// place is kept for a tab that has died. The program runs as it is configured from the start.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "./support/acts";
import { foundSchool, type School } from "./support/api";
import { FAKE_DEVICES, launch, photograph, visit, type Visitor } from "./support/browser";
import { bar, comeIn, expectMedia, openPanel, readWays, watchCalls } from "./support/classroom";
import { eventually } from "./support/eventually";
import { program, Server } from "./support/server";
import { pictureOf } from "./support/streams";
import { TurnServer } from "./support/turnServer";

const MEDIA_MS = 60_000;
/** The default of rooms.reconnect_grace_seconds. */
const GRACE_MS = 60_000;
/** It counts from the last sign of life, and the page gives one as often as this. */
const HEARTBEAT_MS = 10_000;
/** For the server to look and the page to show it. */
const LATE_MS = 10_000;
const TEACHER = "Tariq Teacher";
const SALMA = "Salma Student";

const run = promisify(execFile);

let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launch(...FAKE_DEVICES);
});

afterEach(async () => {
  await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
});

afterAll(async () => {
  await browser?.close();
});

async function arrive(server: Server, person: { email: string }, forced: RTCConfiguration): Promise<Visitor> {
  const visitor = await visit(browser, server.address);
  visitors.push(visitor);
  visitor.page.on("console", (message) => {
    if (/^(A track|The call) could not be/.test(message.text())) visitor.problems.push(message.text());
  });
  await watchCalls(visitor.page, forced);
  await signIn(visitor.page, person);
  return visitor;
}

interface Call {
  teacher: Visitor;
  salma: Visitor;
}

/** Teacher and student in a room of their own, who see and hear each other. */
async function call(server: Server, { people }: School, forced: RTCConfiguration = {}): Promise<Call> {
  const teacher = await arrive(server, people.teacher, forced);
  const salma = await arrive(server, people.student, forced);
  await teacher.page.goto("/live");
  await teacher.page.getByRole("button", { name: "Open a room" }).click();
  await teacher.page.waitForURL(/\/live\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
  await comeIn(teacher.page, { devices: true });
  await salma.page.goto(new URL(teacher.page.url()).pathname);
  await comeIn(salma.page, { devices: true });
  await expectMedia(salma.page, "the student");
  await expectMedia(teacher.page, "the teacher");
  return { teacher, salma };
}

/** The picture of the tile of that name moves. */
async function expectPicture(page: Page, name: string): Promise<void> {
  const frames = async () => (await pictureOf(page, name))?.frames ?? 0;
  const before = await eventually(`a picture of ${name}`, MEDIA_MS, frames);
  await eventually(`a moving picture of ${name}`, MEDIA_MS, async () => (await frames()) > before);
}

describe("a direct call", () => {
  let server: Server;
  let school: School;

  beforeAll(async () => {
    server = await Server.start();
    school = await foundSchool(server.address);
  });

  afterAll(() => server?.stop());

  it("shows the teacher's screen beside the teacher, until sharing stops", async () => {
    const { teacher, salma } = await call(server, school);
    const screen = `Screen of ${TEACHER}`;
    await bar(teacher.page).getByRole("button", { name: "Share your screen" }).click();
    await teacher.page.getByRole("menuitem", { name: "Slides and text" }).click();
    await expectPicture(salma.page, screen);
    await expectPicture(salma.page, TEACHER);
    await photograph(salma.page, "call-screen");

    await bar(teacher.page).getByRole("button", { name: "Stop sharing your screen" }).click();
    await salma.page.getByRole("article", { name: screen }).waitFor({ state: "detached" });
    await expectPicture(salma.page, TEACHER);
    expect([...teacher.problems, ...salma.problems]).toEqual([]);
  });

  it("keeps the place of a tab that died for a minute, and not much longer", async () => {
    const { teacher, salma } = await call(server, school);
    await openPanel(teacher.page, "People");
    const row = teacher.page.getByRole("listitem").filter({ hasText: SALMA });
    await row.waitFor();
    const debuggerSession = await salma.page.context().newCDPSession(salma.page);
    const dies = Date.now();
    // The command has no answer: there is nobody left who could give it.
    void debuggerSession.send("Page.crash").catch(() => undefined);
    await row.getByText("Reconnecting…").waitFor();
    await row.waitFor({ state: "detached", timeout: GRACE_MS + LATE_MS + MEDIA_MS });
    const stayed = Date.now() - dies;
    expect(stayed).toBeGreaterThan(GRACE_MS - HEARTBEAT_MS);
    expect(stayed).toBeLessThan(GRACE_MS + LATE_MS);
  });
});

describe("a call over a relay alone", () => {
  let turn: TurnServer;
  let server: Server;
  let school: School;

  beforeAll(async () => {
    turn = await TurnServer.start();
    server = await Server.start(...turn.settings);
    school = await foundSchool(server.address);
  });

  afterAll(async () => {
    await server?.stop();
    await turn?.stop();
  });

  it("carries sound and pictures by nothing but the relay", async () => {
    const { teacher, salma } = await call(server, school, { iceTransportPolicy: "relay" });
    await expectPicture(salma.page, TEACHER);
    await expectPicture(teacher.page, SALMA);
    for (const { page } of [teacher, salma])
      expect(await readWays(page)).toEqual([{ here: "relay", there: "relay" }]);
    expect([...teacher.problems, ...salma.problems]).toEqual([]);
  });

  it("is found to be possible by the doctor, who notices a wrong secret", async () => {
    const findings = async (...settings: string[]) => {
      const data = join(server.directory, "data");
      const values = [...turn.settings, ...settings].flatMap((setting) => ["--set", setting]);
      const asked = ["doctor", "--data", data, "--listen", "127.0.0.1:0", ...values];
      return run(program(), asked).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      );
    };
    expect(await findings()).toContain(`TURN: ${turn.url} gives addresses`);
    expect(await findings("media.turn_secret=another")).toContain(
      `TURN: ${turn.url} answers, but has another secret`,
    );
  });
});
