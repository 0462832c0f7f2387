// A class that is recorded becomes a lecture the moment the recording stops, and another one when the program is
// killed in the middle of it.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playback, signIn } from "./support/acts";
import { Client, foundSchool, type Person } from "./support/api";
import { FAKE_DEVICES, launch, photograph, visit, type Visitor } from "./support/browser";
import { bar, comeIn, expectMedia, heardEvents, watchCalls } from "./support/classroom";
import { eventually } from "./support/eventually";
import { Server } from "./support/server";

const MEDIA_MS = 90_000;
const LENGTH_MS = 10_000;

interface Recording {
  id: string;
  status: string;
  streaming_ready: boolean;
  duration_seconds: number | null;
  has_video: boolean;
}

let server: Server;
let browser: Browser;
let people: Record<string, Person>;
let teacher: Visitor;
let student: Visitor;
let client: Client;
let heard: string[];
let recordingId = "";

beforeAll(async () => {
  server = await Server.start();
  browser = await launch(...FAKE_DEVICES);
  const school = await foundSchool(server.address);
  people = school.people;
  client = await new Client(server.address).signIn(school.people.teacher.email);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

function personCalled(who: string): Person {
  const person = people[who];
  if (!person) throw new Error(`nobody is called ${who}`);
  return person;
}

async function choose(page: Page, item: string): Promise<void> {
  await bar(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function begin(page: Page, title: string): Promise<void> {
  await choose(page, "Record the class");
  await page.getByLabel("Title of the lecture").fill(title);
  await page.getByRole("button", { name: "Start recording" }).click();
  await page.getByText("Recording", { exact: true }).first().waitFor({ timeout: MEDIA_MS });
}

async function find(title: string): Promise<Recording> {
  const { recordings } = await client.call<{
    recordings: (Recording & { title: string })[];
  }>("GET", "/recordings");
  const found = recordings.find((recording) => recording.title === title);
  if (!found) throw new Error(`there is no recording ${title}`);
  return found;
}

/** The lecture runs in a player, with a picture. */
async function expectToPlay(page: Page, id: string): Promise<void> {
  await page.goto(`/watch/${id}`);
  await page.getByRole("button", { name: /^Play/ }).first().click();
  await eventually("the lecture to run", MEDIA_MS, async () => {
    const { position, error } = await playback(page);
    expect(error).toBe("");
    return position > 2;
  });
  const height = await page.evaluate(() => document.querySelector("video")?.videoHeight ?? 0);
  expect(height).toBeGreaterThan(100);
}

describe("a class that is recorded", () => {
  it("tells everybody that it is", async () => {
    teacher = await visit(browser, server.address);
    student = await visit(browser, server.address);
    await watchCalls(teacher.page);
    await watchCalls(student.page);
    await signIn(teacher.page, personCalled("teacher"));
    await signIn(student.page, personCalled("student"));
    await teacher.page.goto("/live");
    await teacher.page.getByRole("button", { name: "Open a room" }).click();
    await comeIn(teacher.page, { devices: true });
    heard = heardEvents(student.page);
    await student.page.goto(new URL(teacher.page.url()).pathname);
    await comeIn(student.page, { devices: true });
    await expectMedia(student.page, "the student");
    await begin(teacher.page, "Waves");
    await student.page.getByText("This class is being recorded.").waitFor();
    expect(heard).toContain("recording-started");
    expect(heard).toContain("media-mode");
    recordingId = (await find("Waves")).id;
  });

  it("is a lecture when the recording stops", async () => {
    await new Promise((resolve) => setTimeout(resolve, LENGTH_MS));
    await choose(teacher.page, "Stop the recording");
    await teacher.page.getByRole("dialog").getByRole("button", { name: "Stop the recording" }).click();
    await teacher.page.getByText("The recording is ready").waitFor();
    await photograph(teacher.page, "recording-stopped");
    await teacher.page.keyboard.press("Escape");
    const recording = await find("Waves");
    expect(recording.streaming_ready).toBe(true);
    expect(recording.has_video).toBe(true);
    expect(recording.duration_seconds).toBeGreaterThan((LENGTH_MS / 1_000) * 0.8);
    await eventually("the events of the end", MEDIA_MS, () =>
      ["recording-stopped", "recording-ready"].every((name) => heard.includes(name)),
    );
    const viewer = await teacher.page.context().newPage();
    await expectToPlay(viewer, recordingId);
    await photograph(viewer, "recording-watched");
    await viewer.close();
  });

  it("is streamed while it goes on", async () => {
    await begin(teacher.page, "Live");
    const { id } = await find("Live");
    const base = `/recordings/${id}/stream`;
    await client.call("POST", `${base}/start-live`, {});
    await eventually("the stream to be told", MEDIA_MS, () => heard.includes("live-stream-started"));
    const read = async (path: string) => (await client.fetch(`${base}/${path}`)).text();
    const variants = await eventually("the layers of the picture and the sound", MEDIA_MS, async () => {
      const names = [...(await read("live")).matchAll(/([a-z0-9-]+)\/live\.m3u8\?vs=([\w-]+)/g)];
      return names.some(([, name]) => name === "source") && names.some(([, name]) => name === "audio")
        ? names
        : undefined;
    });
    const [, name = "", viewer = ""] = variants.find(([, name]) => name === "source") ?? [];
    const playlist = await eventually("some segments", MEDIA_MS, async () => {
      const text = await read(`${name}/live.m3u8?vs=${viewer}`);
      return text.split("#EXTINF").length > 3 ? text : undefined;
    });
    expect(playlist).toContain("CAN-BLOCK-RELOAD=YES");
    expect(playlist).toContain("#EXT-X-PRELOAD-HINT");
    // What is not there yet is waited for.
    const first = Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1]);
    const next = first + playlist.split("#EXTINF").length;
    const waited = await read(`${name}/live.m3u8?vs=${viewer}&_HLS_msn=${next}`);
    expect(first + waited.split("#EXTINF").length - 2).toBeGreaterThanOrEqual(next);
    const segment = await client.fetch(`${base}/${name}/live-${first}.m4s?vs=${viewer}`);
    expect(segment.status).toBe(200);
    expect((await segment.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
    await client.call("DELETE", `${base}/stop-live`);
    await eventually("its end to be told", MEDIA_MS, () => heard.includes("live-stream-stopped"));
    await client.call("POST", `/recordings/${id}/stop`);
  });

  it("pauses", async () => {
    await begin(teacher.page, "With a pause");
    await choose(teacher.page, "Pause the recording");
    await student.page.getByText("Recording paused").waitFor();
    await choose(teacher.page, "Go on recording");
    await student.page.getByText("Recording paused").waitFor({ state: "hidden" });
    await choose(teacher.page, "Stop the recording");
    await teacher.page.getByRole("dialog").getByRole("button", { name: "Stop the recording" }).click();
    await teacher.page.getByText("The recording is ready").waitFor();
    await teacher.page.keyboard.press("Escape");
    expect((await find("With a pause")).streaming_ready).toBe(true);
  });

  it("survives the death of the program", async () => {
    await begin(teacher.page, "Cut off");
    await new Promise((resolve) => setTimeout(resolve, LENGTH_MS));
    await server.kill();
    await server.restart();
    client = await new Client(server.address).signIn(personCalled("teacher").email);
    const recording = await eventually("what is left of it", MEDIA_MS, async () => {
      const found = await find("Cut off");
      return found.streaming_ready ? found : undefined;
    });
    expect(recording.duration_seconds).toBeGreaterThan((LENGTH_MS / 1_000) * 0.6);
    const viewer = await visit(browser, server.address);
    await signIn(viewer.page, personCalled("teacher"));
    await expectToPlay(viewer.page, recording.id);
  });
});
