// Media through the server (realtime.md section 8): the unmodified mediasoup-client, with sound and pictures that go
// by ICE, DTLS and SRTP through the real program.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Fields, Peer } from "../support/peer";
import { ClassSchool, type Member } from "../support/school";
import { Studio } from "../support/studio";

let school: ClassSchool;
const studios: Studio[] = [];
beforeAll(async () => {
  school = await ClassSchool.open();
});
afterEach(() => {
  studios.splice(0).forEach((studio) => studio.close());
  school.disconnectClients();
});
afterAll(() => school.close());

interface Place {
  peer: Peer;
  joined: Fields;
  studio: Studio;
}

async function studioIn(room: string, who: Member): Promise<Place> {
  const peer = await school.peer(who);
  const joined = await peer.join(room);
  const studio = await Studio.open(peer, joined);
  studios.push(studio);
  return { peer, joined, studio };
}

const sfuRoom = () => school.room({ media_mode: "sfu" });

describe("sound and pictures", () => {
  it("go from one to another", async () => {
    const room = await sfuRoom();
    const teacher = await studioIn(room, "teacher");
    const student = await studioIn(room, "student");
    const mic = await teacher.studio.sendMic();
    const news = await student.peer.hears("new-producer");
    expect(news).toMatchObject({
      roomId: room,
      producerId: mic.id,
      participantId: teacher.joined.participant_id,
      kind: "audio",
      type: "simple",
      appData: { source: "mic" },
      paused: false,
    });
    expect(await student.studio.nextSound(await student.studio.receive(mic.id))).toBeGreaterThan(1_000);
    const camera = await teacher.studio.sendCamera();
    const picture = await student.studio.receive((await student.peer.hears("new-producer")).producerId);
    expect(picture.producerId).toBe(camera.id);
    expect(await student.studio.nextFrame(picture)).toBeGreaterThan(0);
    expect((await student.peer.hears("active-speaker")).participantId).toBe(teacher.joined.participant_id);
  });

  it("are there for those who come late, and go on after a restart of ICE", async () => {
    const room = await sfuRoom();
    const teacher = await studioIn(room, "teacher");
    const camera = await teacher.studio.sendCamera();
    const student = await studioIn(room, "student");
    expect(student.joined.media.producers).toMatchObject([
      { producerId: camera.id, appData: { source: "camera" } },
    ]);
    const consumer = await student.studio.receive(camera.id);
    await student.studio.nextFrame(consumer);
    await student.studio.restartIce();
    await teacher.studio.restartIce();
    expect(await student.studio.nextFrame(consumer)).toBeGreaterThan(0);
  });

  it("are paused by a moderator, and not to be resumed without permission", async () => {
    const room = await sfuRoom();
    const teacher = await studioIn(room, "teacher");
    const student = await studioIn(room, "student");
    const mic = await student.studio.sendMic();
    const consumer = await teacher.studio.receive(mic.id);
    await teacher.studio.nextSound(consumer);
    await teacher.peer.ask("mute-participant", {
      participant_id: student.joined.participant_id,
      allow_again: false,
    });
    expect(await student.peer.hears("producer-paused")).toMatchObject({ producerId: mic.id, by: "moderator" });
    expect(await teacher.peer.hears("consumer-paused")).toMatchObject({
      consumerId: consumer.id,
      reason: "producer",
    });
    expect(await student.peer.refusal("resume-producer", { producerId: mic.id })).toBe(
      "INSUFFICIENT_PERMISSIONS",
    );
    const packets = () =>
      teacher.peer
        .ask("get-stats", { consumerId: consumer.id })
        .then(({ stats }) => (stats as Fields[]).reduce((sum, line) => sum + Number(line.packetCount), 0));
    await new Promise((resolve) => setTimeout(resolve, 200)); // what was on its way
    const before = await packets();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await packets()).toBe(before);
  });

  it("are asked for in a codec that all understand", async () => {
    const room = await sfuRoom();
    const teacher = await studioIn(room, "teacher");
    const student = await studioIn(room, "student");
    await student.studio.receive((await teacher.studio.sendMic()).id);
    expect(await teacher.peer.hears("video-codec")).toMatchObject({ roomId: room, mimeType: "video/VP8" });
    expect((await teacher.peer.ask("sync-room")).media.video_codec).toBe("video/VP8");
    const first = await teacher.studio.sendCamera();
    const second = await teacher.studio.sendCamera({ appData: { source: "camera", replaces: first.id } });
    expect(await teacher.peer.hears("producer-closed")).toMatchObject({ producerId: first.id, by: "self" });
    await student.studio.nextFrame(await student.studio.receive(second.id));
  });
});

describe("the move to the server", () => {
  it("comes with what the library needs, before the third is in", async () => {
    const room = await school.room();
    const teacher = await school.peer("teacher");
    const joined = await teacher.join(room);
    expect(await teacher.refusal("create-transport", { direction: "recv" })).toBe("SFU_NOT_ACTIVE");
    await school.inside(room, "student");
    await school.inside(room, "admin");
    const mode = await teacher.hears("media-mode");
    const studio = await Studio.open(teacher, { media: mode });
    studios.push(studio);
    expect(joined.media.mode).toBe("p2p");
    await studio.sendMic();
    expect((await teacher.ask("get-room-info")).media_mode).toBe("sfu");
    expect(
      await teacher.hears("participant-updated", ({ participant }) => (participant as Fields).audio === true),
    ).toMatchObject({ participant: { participant_id: joined.participant_id } });
  });
});

describe("the network", () => {
  it("is measured and graded", async () => {
    const room = await sfuRoom();
    const teacher = await studioIn(room, "teacher");
    const student = await studioIn(room, "student");
    await student.studio.receive((await teacher.studio.sendMic()).id);
    const own = await teacher.peer.hears("network-quality");
    expect(own.self).toMatchObject({ quality: "excellent", uplink: { quality: "excellent" } });
    expect(own.participants).toContainEqual({
      participantId: teacher.joined.participant_id,
      quality: "excellent",
    });
  });
});
