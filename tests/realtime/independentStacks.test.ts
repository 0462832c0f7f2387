// Stacks of WebRTC that share nothing with ours, nor with one another: GStreamer publishes H.264, werift watches.
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { GstreamerEncoder } from "./support/gstreamer";
import type { Fields } from "./support/peer";
import { ClassSchool } from "./support/school";
import { WeriftPlayer } from "./support/weriftPlayer";

let school: ClassSchool;
const open: { close(): void }[] = [];
beforeAll(async () => {
  school = await ClassSchool.open();
});
afterEach(() => {
  open.splice(0).forEach((one) => one.close());
  school.disconnectClients();
});
afterAll(() => school.close());

it("what GStreamer publishes by WHIP, werift gets by WHEP", async () => {
  const room = await school.room();
  const student = await school.inside(room, "student");
  const address = `${school.address}/api/v1/rooms/${room}`;
  const made = await school
    .api("teacher")
    .call<Fields>("POST", `/rooms/${room}/stream-keys`, { name: "Hall" });
  const encoder = await GstreamerEncoder.publishing(`${address}/whip`, String(made.stream_key));
  open.push(encoder);
  expect(await student.hears("new-producer", ({ kind }) => kind === "video")).toMatchObject({
    appData: { source: "camera" },
  });
  const player = new WeriftPlayer(`${address}/whep`, school.api("student").accessToken);
  open.push(player);
  await player.play();
  await player.seesAndHears();

  await encoder.stop();
  expect(await student.hears("participant-left")).toMatchObject({ reason: "leave" });
});
