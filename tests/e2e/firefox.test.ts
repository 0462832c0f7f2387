// A student with Debian's Firefox, which has no H.264, and a teacher with Chromium: connected directly, and over the
// server once there are three.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "./support/acts";
import { foundSchool, PASSWORD, type School } from "./support/api";
import { FAKE_DEVICES, launch, visit } from "./support/browser";
import { comeIn, expectMedia, keepCalls, readCodecs, readWays, watchCalls } from "./support/classroom";
import { eventually } from "./support/eventually";
import { Firefox } from "./support/firefox";
import { Server } from "./support/server";
import { readStreams } from "./support/streams";

const ACTION_MS = 90_000;

let server: Server;
let school: School;
let chromium: Browser;
let firefox: Firefox;
let teacher: Page;

beforeAll(async () => {
  server = await Server.start();
  school = await foundSchool(server.address);
  chromium = await launch(...FAKE_DEVICES);
  firefox = await Firefox.launch();
});

afterAll(async () => {
  await firefox?.close();
  await chromium?.close();
  await server?.stop();
});

async function openRoom(): Promise<string> {
  ({ page: teacher } = await visit(chromium, server.address));
  await watchCalls(teacher);
  await signIn(teacher, school.people.teacher);
  await teacher.goto("/live");
  await teacher.getByRole("button", { name: "Open a room" }).click();
  await teacher.waitForURL(/\/live\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
  await comeIn(teacher, { devices: true });
  return teacher.url();
}

async function comeInWithFirefox(room: string): Promise<void> {
  await firefox.goto(`${server.address}/sign-in`);
  await firefox.write("E-mail address", school.people.student.email);
  await firefox.write("Password", PASSWORD);
  await firefox.press("Sign in");
  await eventually("the student to be signed in", ACTION_MS, () =>
    firefox.evaluate(() => window.location.pathname === "/"),
  );
  await firefox.goto(room);
  await firefox.evaluate(keepCalls, {});
  for (const name of ["Microphone", "Camera"]) {
    await firefox.press(`${name} off`);
    await firefox.waitFor(`${name} on`);
  }
  await firefox.press("Join the class");
}

describe("a teacher with Chromium and a student with Firefox", () => {
  it("see and hear one another directly, by a codec that both have", async () => {
    await comeInWithFirefox(await openRoom());
    await expectMedia(firefox, "the student");
    await expectMedia(teacher, "the teacher");
    for (const page of [firefox, teacher]) {
      expect(await readCodecs(page)).toEqual(["video/VP8"]);
      expect(await readWays(page)).toHaveLength(1);
    }
  });

  it("change over to the server when a third comes in, and still by a codec that all have", async () => {
    const { page: third } = await visit(chromium, server.address);
    await watchCalls(third);
    await signIn(third, await school.admin.register("Yusuf Karim", "student"));
    await third.goto(teacher.url());
    await comeIn(third, { devices: true });
    for (const page of [firefox, teacher, third]) {
      await eventually("pictures of both of the others over the server", ACTION_MS, async () => {
        const pictures = (await readStreams(page)).filter(
          ({ kind, frames }) => kind === "video" && frames > 0,
        );
        const ways = await readWays(page);
        return ways.length === 2 && new Set(pictures.map(({ of }) => of)).size === 2;
      });
      await eventually("pictures in VP8 alone", ACTION_MS, async () => {
        const codecs = await readCodecs(page);
        return codecs.length === 1 && codecs[0] === "video/VP8";
      });
      await expectMedia(page, "one of three");
    }
  });
});
