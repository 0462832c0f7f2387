// From a direct call to the server, without a gap and without a reload.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LocalMedia } from "../../../src/features/classroom/core/localMedia";
import { MediaLink } from "../../../src/features/classroom/core/mediaLink";
import type { JoinedRoom } from "../../../src/features/classroom/core/protocol";
import { reduce, stateFrom, type RoomState } from "../../../src/features/classroom/core/roomState";
import * as fixtures from "../../support/classFixtures";
import { FakePeerConnection } from "../../support/fakePeerConnection";
import { FakeDevice, FakeMediaServer, FakeStream, fakeTrack, remote } from "../../support/fakeSfu";

const { student, teacher } = fixtures;
const omar = teacher.participant_id;

let device: FakeDevice;
let server: FakeMediaServer;
let link: MediaLink;
let room: RoomState;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(fixtures.NOW) });
  vi.stubGlobal("MediaStream", FakeStream);
  vi.stubGlobal("RTCPeerConnection", FakePeerConnection);
  FakePeerConnection.made.length = 0;
  device = new FakeDevice();
  server = new FakeMediaServer();
  link = new MediaLink({
    local: new LocalMedia(),
    ask: async () => ({}) as never,
    askMedia: server.ask,
    onForbidden: () => undefined,
    openDevice: async () => device,
  });
});

afterEach(() => {
  link.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settle(ms = 50) {
  await vi.advanceTimersByTimeAsync(ms);
}

async function enter(joined: JoinedRoom) {
  room = stateFrom(joined, null, Date.now());
  link.entered(room, joined);
  await settle();
}

async function switchToServer() {
  room = reduce(room, {
    type: "media-mode",
    data: {
      mode: "sfu",
      reason: "third_participant",
      router_rtp_capabilities: { codecs: [] },
      switch_by: new Date(Date.now() + 10_000).toISOString(),
      seq: room.seq + 1,
    },
  });
  link.follow(room);
  await settle();
}

const call = () => FakePeerConnection.made.at(-1);
const voice = () => link.store.state.people[omar]?.mic;

describe("the change from a direct call to the server", () => {
  beforeEach(async () => {
    await enter(fixtures.joined(student, [teacher, student]));
    call()?.brings("audio", "video", "video", "audio");
    call()?.becomes("connected");
    expect(link.store.state.status).toBe("connected");
  });

  it("keeps the old way until a voice comes over the new one, and a moment longer for the other side", async () => {
    const before = voice();
    expect(before?.flows).toBe(true);
    await switchToServer();
    link.hears("new-producer", remote(omar, "mic"));
    await settle();
    expect(voice()).toBe(before);
    device.consumer(`${omar}-mic`).packets = 1;
    await settle(150);
    expect(voice()).not.toBe(before);
    expect(voice()?.flows).toBe(true);
    expect(call()?.connectionState).toBe("connected");
    await settle(1_600);
    expect(call()?.connectionState).toBe("closed");
  });

  it("does not count a picture when there is a voice", async () => {
    await switchToServer();
    link.views.set(omar, "camera", { height: 300, isVisible: true, isPinned: false });
    link.hears("new-producer", remote(omar, "camera"));
    await settle(300);
    device.consumer(`${omar}-camera`).packets = 1;
    await settle(5_000);
    expect(call()?.connectionState).toBe("connected");
  });

  it("ends the old way when the time is up", async () => {
    await switchToServer();
    await settle(9_000);
    expect(call()?.connectionState).toBe("connected");
    await settle(1_100);
    expect(call()?.connectionState).toBe("closed");
  });

  it("says nothing of the new way being built while the old one works", async () => {
    device.connects = false;
    await switchToServer();
    link.hears("new-producer", remote(omar, "mic"));
    await settle();
    expect(link.store.state.status).toBe("connected");
    call()?.becomes("failed");
    expect(link.store.state.status).toBe("connecting");
  });

  it("is not undone by being told everything again", async () => {
    await switchToServer();
    link.hears("new-producer", remote(omar, "mic"));
    await settle();
    link.synced(room, {
      ...fixtures.joined(student, [teacher, student]),
      media: { mode: "sfu", ice_servers: [], p2p_polite: true, producers: [remote(omar, "mic")] },
    });
    await settle();
    expect(server.requests("consume")).toHaveLength(1);
  });
});

describe("a class through the server", () => {
  const through = (change: Partial<JoinedRoom["media"]> = {}, resumed = false): JoinedRoom => ({
    ...fixtures.joined(student, fixtures.crowd),
    resumed,
    media: {
      mode: "sfu",
      ice_servers: [],
      p2p_polite: false,
      router_rtp_capabilities: { codecs: [] },
      producers: [remote(omar, "mic")],
      ...change,
    },
  });

  it("makes no direct call, and hears those who are there", async () => {
    await enter(through());
    expect(FakePeerConnection.made).toEqual([]);
    expect(server.requests("consume")).toMatchObject([{ producerId: `${omar}-mic` }]);
    // What the router can do was told at the door.
    expect(server.requests("get-router-rtp-capabilities")).toEqual([]);
  });

  it("goes on after a reload of the connection as if nothing had been", async () => {
    await enter(through());
    link.entered(room, through({}, true));
    await settle(1_000);
    expect(device.recvs).toHaveLength(1);
    link.entered(room, through({}, false));
    await settle(1_000);
    expect(device.recvs).toHaveLength(2);
  });

  it("knows who speaks, and forgets it when nothing more is said of it", async () => {
    await enter(through());
    const levels = [
      { participantId: omar, volume: -30 },
      { participantId: student.participant_id, volume: -58 },
    ];
    link.hears("audio-levels", { levels });
    expect(link.store.state.speakers).toEqual([omar]);
    await settle(1_000);
    expect(link.store.state.speakers).toEqual([]);
  });

  it("remembers who spoke last", async () => {
    await enter(through());
    for (const participantId of ["a", "b", "a", null, "c"])
      link.hears("active-speaker", { participantId, volume: -30 });
    expect(link.store.state).toMatchObject({ active: "c", recent: ["c", "a", "b"] });
  });

  it("tells how well one is connected, as the server measures it", async () => {
    await enter(through());
    const one = { quality: "fair" as const, loss_percent: 4, rtt_ms: 90, jitter_ms: 9, kbps: 300 };
    link.hears("network-quality", {
      self: { quality: "fair", uplink: one, downlink: one, available_kbps: 700, advice: "low_data" },
      participants: [{ participantId: omar, quality: "poor" }],
    });
    expect(link.store.state).toMatchObject({
      quality: "fair",
      advice: "low_data",
      network: { [omar]: "poor" },
    });
  });

  it("sends pictures in the codec that the class has agreed on", async () => {
    const local = new LocalMedia();
    link = new MediaLink({
      local,
      ask: async () => ({}) as never,
      askMedia: server.ask,
      onForbidden: () => undefined,
      openDevice: async () => device,
    });
    local.store.change({ tracks: { ...local.store.state.tracks, camera: fakeTrack("video") } });
    await enter(through());
    const first = device.producer("camera").id;
    room = reduce(room, { type: "video-codec", data: { mimeType: "video/VP8", seq: room.seq + 1 } });
    link.follow(room);
    await settle();
    expect(device.producer("camera").options.appData).toEqual({ source: "camera", replaces: first });
  });
});
