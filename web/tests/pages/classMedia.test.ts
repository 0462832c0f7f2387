// What the class page asks of the media server, with the real mediasoup-client and the real peer connections of
// Chromium; there is no media server, so that nothing ever flows.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { classPath } from "../../src/features/classroom/paths";
import { launch, openPage } from "../support/browser";
import * as fixtures from "../support/classFixtures";
import { answerClass, type ClassLine } from "../support/classMock";
import * as data from "../support/fixtures";
import { mockServer } from "../support/mockServer";
import * as sfu from "../support/sfuFixtures";
import { startSite, type Site } from "../support/site";
import { makeStream, type Stream } from "../support/stream";

const { student, teacher, assistant } = fixtures;
/** Encoders and a browser on a machine that is busy with other tests. */
const WAIT = { timeout: 120_000, interval: 100 };

let site: Site;
let browser: Browser;
let stream: Stream;
let page: Page;
let line: ClassLine;
let problems: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launch()]);
  stream = await makeStream(browser);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  stream?.remove();
});

afterEach(async () => {
  expect(problems).toEqual([]);
  await page.context().close();
});

async function comeIn() {
  const joined = fixtures.joined(
    student,
    [teacher, student, assistant].map((person) => ({ ...person, audio: true, video: true })),
  );
  const producers = [teacher, assistant].flatMap((person) => [
    sfu.producerOf(person, "mic"),
    sfu.producerOf(person, "camera"),
  ]);
  const answer = mockServer({ user: data.profile("student"), room: fixtures.room() });
  const opened = await openPage(
    browser,
    { answer, stream },
    {
      viewport: { width: 900, height: 800 },
      permissions: ["camera", "microphone"],
      storage: { "vtp.locale": "en" },
    },
  );
  ({ page, problems } = opened);
  page.setDefaultTimeout(WAIT.timeout);
  line = await answerClass(page, { join: { ...joined, media: { ...joined.media, producers } } });
  await page.goto(site.url + classPath(fixtures.CODE));
  await page.getByRole("button", { name: "Microphone off" }).click();
  await page.getByRole("button", { name: "Camera off" }).click();
  await page.getByRole("button", { name: "Camera on" }).waitFor();
  await page.getByRole("button", { name: "Microphone on" }).waitFor();
  await page.getByRole("button", { name: "Join the class" }).click();
  await page.getByRole("toolbar").waitFor();
}

function asked(event: string) {
  return line.requests.filter((request) => request.event === event).map((request) => request.asked);
}

/** The newest request to send what comes from there. */
function produced(source: string) {
  const found = asked("produce").findLast(({ appData }) => (appData as { source: string }).source === source);
  return found as {
    rtpParameters: { codecs: { mimeType: string }[]; encodings: { rid?: string }[] };
  } & Record<string, unknown>;
}

describe("the class page and the media server", () => {
  it("agree on what is sent: speech in Opus, and a camera in three qualities of H.264", async () => {
    await comeIn();
    await expect.poll(() => asked("produce").length, WAIT).toBe(2);
    expect(produced("mic").rtpParameters.codecs[0]?.mimeType).toBe("audio/opus");
    const { codecs, encodings } = produced("camera").rtpParameters;
    expect(codecs[0]?.mimeType).toBe("video/H264");
    expect(encodings).toMatchObject([
      { rid: "r0", scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: "L1T3" },
      { rid: "r1", scaleResolutionDownBy: 2, maxBitrate: 500_000 },
      { rid: "r2", scaleResolutionDownBy: 1, maxBitrate: 1_700_000 },
    ]);
    expect(asked("create-transport").map(({ direction }) => direction)).toEqual(
      expect.arrayContaining(["send", "recv"]),
    );
    expect(asked("create-transport")).toHaveLength(2);
    expect(asked("connect-transport")).toHaveLength(2);
  });

  it("agree on what is received: all sounds, and the pictures in sight as large as they are shown", async () => {
    await comeIn();
    await expect.poll(() => asked("resume-consumer").length, WAIT).toBe(4);
    const pictures = asked("consume").filter(({ producerId }) => producerId?.startsWith("camera"));
    expect(pictures.map(({ preferredLayers }) => preferredLayers)).toEqual([
      { spatialLayer: 1, temporalLayer: 2 },
      { spatialLayer: 1, temporalLayer: 2 },
    ]);
    await page.getByRole("article", { name: teacher.full_name }).hover();
    await page.getByRole("button", { name: `Show ${teacher.full_name} large` }).click();
    await expect
      .poll(() => asked("set-preferred-layers"), WAIT)
      .toContainEqual(
        expect.objectContaining({
          consumerId: sfu.consumerIdOf(sfu.producerOf(teacher, "camera").producerId),
          spatialLayer: 2,
        }),
      );
  });

  it("pause a microphone, close a camera, and change a codec in one step", async () => {
    await comeIn();
    await expect.poll(() => asked("produce").length, WAIT).toBe(2);
    line.say(["video-codec", { mimeType: "video/VP8", seq: 41 }]);
    await expect.poll(() => asked("produce").length, WAIT).toBe(3);
    expect(produced("camera").rtpParameters.codecs[0]?.mimeType).toBe("video/VP8");
    expect(produced("camera").appData).toMatchObject({
      source: "camera",
      replaces: expect.any(String) as string,
    });

    await page.getByRole("button", { name: "Switch the microphone off" }).click();
    await expect.poll(() => asked("pause-producer").length, WAIT).toBe(1);
    await page.getByRole("button", { name: "Switch the microphone on" }).click();
    await expect.poll(() => asked("resume-producer").length, WAIT).toBe(1);
    await page.getByRole("button", { name: "Switch the camera off" }).click();
    await expect.poll(() => asked("close-producer").length, WAIT).toBe(1);
    expect(asked("produce")).toHaveLength(3);
  });

  it("begin again when the server has closed a transport", async () => {
    await comeIn();
    await expect.poll(() => asked("resume-consumer").length, WAIT).toBe(4);
    const transportId = String(asked("consume")[0]?.transportId);
    line.say(["transport-closed", { transportId, reason: "not_connected" }]);
    await expect.poll(() => asked("create-transport").length, WAIT).toBe(4);
    await expect.poll(() => asked("produce").length, WAIT).toBe(4);
    await expect.poll(() => asked("resume-consumer").length, WAIT).toBe(8);
  });
});
