// Encoders that publish by WHIP and players that watch by WHEP, through the real program: libwebrtc on both sides, and
// people with the page of the class among them.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { HttpStream } from "../support/httpStream";
import type { Fields } from "../support/peer";
import { ClassSchool } from "../support/school";
import { Studio } from "../support/studio";

let school: ClassSchool;
const open: { close(): void }[] = [];
beforeAll(async () => {
  school = await ClassSchool.open("rooms.reconnect_grace_seconds=5");
});
afterEach(() => {
  open.splice(0).forEach((one) => one.close());
  school.disconnectClients();
});
afterAll(() => school.close());

async function keyOf(room: string): Promise<string> {
  const made = await school
    .api("teacher")
    .call<Fields>("POST", `/rooms/${room}/stream-keys`, { name: "Hall" });
  return String(made.stream_key);
}
function encoder(room: string, key: string): HttpStream {
  const stream = HttpStream.encoder(`${school.address}/api/v1/rooms/${room}/whip`, key);
  open.push(stream);
  return stream;
}
function player(room: string): HttpStream {
  const stream = HttpStream.player(
    `${school.address}/api/v1/rooms/${room}/whep`,
    school.api("student").accessToken,
  );
  open.push(stream);
  return stream;
}

describe("an encoder", () => {
  it("publishes by WHIP what a player gets by WHEP", async () => {
    const room = await school.room();
    const sender = encoder(room, await keyOf(room));
    expect(await sender.open()).toEqual({ status: 201 });
    const viewer = player(room);
    expect(await viewer.openSoon()).toEqual({ status: 201 });
    expect(await viewer.nextFrame()).toBeGreaterThan(0);
    expect(await viewer.nextSound()).toBeGreaterThan(1_000);
    expect(await sender.trickle()).toEqual({ status: 204 });
    expect(await sender.trickle('"another"')).toEqual({ status: 412, code: "PRECONDITION_FAILED" });

    await sender.restartIce();
    await viewer.restartIce();
    expect(await sender.trickle()).toEqual({ status: 204 });
    expect(await viewer.nextFrame()).toBeGreaterThan(0);

    expect(await viewer.end()).toEqual({ status: 200 });
    expect(await sender.end()).toEqual({ status: 200 });
    expect(await sender.end()).toEqual({ status: 404, code: "STREAM_NOT_FOUND" });
  });

  it("moves a class to the server, and is seen by those who have the page", async () => {
    const room = await school.room();
    const student = await school.peer("student");
    const joined = await student.join(room);
    expect(joined.media.mode).toBe("p2p");
    const sender = encoder(room, await keyOf(room));
    await sender.open();
    const mode = await student.hears("media-mode");
    expect(mode).toMatchObject({ mode: "sfu", reason: "whip" });
    const { participant } = await student.hears("participant-joined");
    expect(participant).toMatchObject({ source: "whip", full_name: "Hall", room_role: "host" });
    const studio = await Studio.open(student, { media: mode });
    open.push(studio);
    const camera = await student.hears("new-producer", ({ kind }) => kind === "video");
    expect(camera).toMatchObject({
      participantId: participant.participant_id,
      appData: { source: "camera" },
    });
    expect(await studio.nextFrame(await studio.receive(camera.producerId))).toBeGreaterThan(0);

    await sender.end();
    expect(await student.hears("consumer-closed")).toBeDefined();
    expect(await student.hears("participant-left")).toMatchObject({
      participant_id: participant.participant_id,
      reason: "leave",
    });
  });

  it("leaves when its connection does", async () => {
    const room = await school.room();
    const student = await school.inside(room, "student");
    const key = await keyOf(room);
    const sender = encoder(room, key);
    await sender.open();
    const viewer = player(room);
    await viewer.openSoon();
    await viewer.nextFrame();
    sender.close();
    expect(await student.hears("participant-left")).toMatchObject({ reason: "leave" });
    expect(await encoder(room, key).open()).toEqual({ status: 201 });
  });

  it("needs a key of the room that nobody else publishes with", async () => {
    const room = await school.room();
    const key = await keyOf(room);
    expect(await encoder(room, "wrong").open()).toEqual({ status: 401, code: "INVALID_TOKEN" });
    expect(await encoder(await school.room(), key).open()).toEqual({ status: 401, code: "INVALID_TOKEN" });
    expect(await encoder(room, key).open()).toEqual({ status: 201 });
    expect(await encoder(room, key).open()).toEqual({ status: 409, code: "PUBLISHER_EXISTS" });
    expect(await encoder(room, await keyOf(room)).open()).toEqual({ status: 201 });
  });
});

describe("a player", () => {
  it("sees two people who talked from browser to browser", async () => {
    const room = await school.room();
    const teacher = await school.peer("teacher");
    await teacher.join(room);
    const viewer = player(room);
    expect(await viewer.open()).toEqual({ status: 409, code: "NOTHING_TO_PLAY" });
    const studio = await Studio.open(teacher, { media: await teacher.hears("media-mode") });
    open.push(studio);
    await studio.sendMic();
    await studio.sendCamera();
    expect(await viewer.open()).toEqual({ status: 201 });
    expect(await viewer.nextFrame()).toBeGreaterThan(0);
    expect(await teacher.hears("participant-joined")).toMatchObject({
      participant: { source: "whep", is_producer: false, user_id: school.person("student").id },
    });
  });
});
