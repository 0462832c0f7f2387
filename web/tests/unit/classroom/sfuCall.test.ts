import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LocalMedia } from "../../../src/features/classroom/core/localMedia";
import type { View } from "../../../src/features/classroom/core/sfu/demand";
import { SfuCall } from "../../../src/features/classroom/core/sfu/sfuCall";
import { NO_TRACKS, type Tracks } from "../../../src/features/classroom/core/slots";
import { FakeDevice, FakeMediaServer, FakeStream, fakeTrack, remote } from "../../support/fakeSfu";

let device: FakeDevice;
let server: FakeMediaServer;
let local: LocalMedia;
let views: Map<string, View>;
let forbidden: number;
let call: SfuCall;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
  device = new FakeDevice();
  server = new FakeMediaServer();
  local = new LocalMedia();
  views = new Map();
  forbidden = 0;
});

afterEach(() => {
  call.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settle(ms = 50) {
  await vi.advanceTimersByTimeAsync(ms);
}

async function begin(producers = [remote("omar", "mic"), remote("omar", "camera")]) {
  call = new SfuCall({
    local,
    ask: server.ask,
    openDevice: async () => device,
    capabilities: { codecs: [] },
    producers,
    iceServers: [],
    videoCodec: null,
    viewOf: (participantId, slot) => views.get(`${participantId}-${slot}`) ?? null,
    isHost: (participantId) => participantId === "omar",
    onForbidden: () => (forbidden += 1),
  });
  await settle();
}

async function turn(on: Partial<Tracks>) {
  local.store.change({ tracks: { ...local.store.state.tracks, ...on } });
  call.localChanged();
  await settle();
}

async function look(participantId: string, view: Partial<View> | null) {
  if (view) views.set(participantId, { height: 300, isVisible: true, isPinned: false, ...view });
  else views.delete(participantId);
  call.viewsChanged();
  await settle();
}

describe("what one sends through the server", () => {
  it("needs no transport before something is sent or received", async () => {
    await begin([]);
    expect(server.asked).toEqual([]);
    expect(call.store.state.status).toBe("connected");
    await turn({ mic: fakeTrack("audio") });
    expect(server.requests("create-transport")).toEqual([{ direction: "send" }]);
    expect(server.requests("connect-transport")).toHaveLength(1);
  });

  it("is speech that survives losses, and a camera in three qualities", async () => {
    await begin([]);
    await turn({ mic: fakeTrack("audio"), camera: fakeTrack("video") });
    expect(device.producer("mic").options).toMatchObject({
      codecOptions: { opusStereo: false, opusFec: true, opusDtx: true },
      stopTracks: false,
      appData: { source: "mic" },
    });
    expect(device.producer("camera").options.encodings).toEqual([
      { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: "L1T3" },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: "L1T3" },
      { scaleResolutionDownBy: 1, maxBitrate: 1_700_000, scalabilityMode: "L1T3" },
    ]);
  });

  it("has fewer qualities where the camera gives little, and two of a screen", async () => {
    await begin([]);
    await turn({ camera: fakeTrack("video", 360), screen: fakeTrack("video", 1_080) });
    expect(device.producer("camera").options.encodings).toHaveLength(2);
    expect(device.producer("screen").options.encodings).toMatchObject([
      { maxFramerate: 5, dtx: true },
      { maxFramerate: 30, dtx: true },
    ]);
  });

  it("pauses a microphone that is muted, and goes on with the same", async () => {
    await begin([]);
    const mic = fakeTrack("audio");
    await turn({ mic });
    const { id } = device.producer("mic");
    await turn({ mic: null });
    await turn({ mic });
    expect(server.requests("pause-producer")).toEqual([{ producerId: id }]);
    expect(server.requests("resume-producer")).toEqual([{ producerId: id }]);
    expect(server.requests("produce")).toHaveLength(1);
  });

  it("closes a camera that is switched off, and begins anew", async () => {
    await begin([]);
    await turn({ camera: fakeTrack("video") });
    const first = device.producer("camera");
    await turn({ camera: null });
    expect(server.requests("close-producer")).toEqual([{ producerId: first.id }]);
    expect(first.closed).toBe(true);
    await turn({ camera: fakeTrack("video") });
    expect(device.producer("camera").id).not.toBe(first.id);
  });

  it("takes another device without a new producer", async () => {
    await begin([]);
    await turn({ camera: fakeTrack("video") });
    const other = fakeTrack("video");
    await turn({ camera: other });
    expect(device.producer("camera").track).toBe(other);
    expect(server.requests("produce")).toHaveLength(1);
  });

  it("leaves out what nobody receives, or what is to be saved", async () => {
    await begin([]);
    await turn({ camera: fakeTrack("video") });
    const camera = device.producer("camera");
    expect(camera.maxLayer).toBe(2);
    call.hears("producer-constraints", { producerId: camera.id, maxSpatialLayer: 1 });
    await settle();
    expect(camera.maxLayer).toBe(1);
    local.store.change({ dataUse: "saver" });
    call.localChanged();
    await settle();
    expect(camera.maxLayer).toBe(0);
    expect(server.requests("set-max-receive-bitrate")).toEqual([{ bitrate: 800_000 }]);
  });

  it("stays silent when a moderator has muted it, until it is switched on again", async () => {
    await begin([]);
    const mic = fakeTrack("audio");
    await turn({ mic });
    const { id } = device.producer("mic");
    call.hears("producer-paused", { producerId: id, participantId: "me", by: "moderator" });
    await turn({ mic: null });
    expect(server.requests("pause-producer")).toEqual([]);
    await turn({ mic });
    expect(server.requests("resume-producer")).toEqual([{ producerId: id }]);
  });

  it("asks what is allowed when something is refused, and does not insist", async () => {
    await begin([]);
    server.refuses.set("produce", "INSUFFICIENT_PERMISSIONS");
    await turn({ mic: fakeTrack("audio") });
    await settle(60_000);
    expect(forbidden).toBe(1);
    expect(server.requests("produce")).toHaveLength(1);
  });

  it("tries again what the server had no time for", async () => {
    await begin([]);
    server.refuses.set("produce", "RATE_LIMITED");
    await turn({ mic: fakeTrack("audio") });
    server.refuses.clear();
    await settle(2_000);
    expect(device.producer("mic").closed).toBe(false);
  });

  it("is over when a moderator has closed it, and not when it has been replaced", async () => {
    await begin([]);
    const screen = fakeTrack("video");
    await turn({ screen });
    const { id } = device.producer("screen");
    call.hears("producer-closed", { producerId: id, participantId: "me", by: "self" });
    expect(device.producer("screen").closed).toBe(false);
    call.hears("producer-closed", { producerId: id, participantId: "me", by: "moderator" });
    expect(device.producer("screen").closed).toBe(true);
    await turn({ screen: null });
    await turn({ screen: fakeTrack("video") });
    expect(server.requests("produce")).toHaveLength(2);
    expect(server.requests("close-producer")).toEqual([]);
  });

  it("moves to another codec by a new producer in the place of the old one", async () => {
    await begin([]);
    const camera = fakeTrack("video");
    await turn({ camera, mic: fakeTrack("audio") });
    const old = device.producer("camera");
    call.setVideoCodec("video/VP8");
    await settle();
    const now = device.producer("camera");
    expect(now.options).toMatchObject({
      codec: { mimeType: "video/VP8" },
      appData: { source: "camera", replaces: old.id },
    });
    expect(old.closed).toBe(true);
    expect(camera.readyState).toBe("live");
    // Sounds have but one codec.
    expect(server.requests("produce")).toHaveLength(3);
  });
});

describe("what one receives through the server", () => {
  it("is every sound, and the pictures that are looked at", async () => {
    await begin();
    expect(server.requests("consume").map(({ producerId }) => producerId)).toEqual(["omar-mic"]);
    await look("omar-camera", {});
    expect(server.requests("consume").map(({ producerId }) => producerId)).toEqual([
      "omar-mic",
      "omar-camera",
    ]);
    expect(device.consumer("omar-camera").paused).toBe(false);
    const order = server.asked.map(({ event }) => event);
    expect(order.indexOf("resume-consumer")).toBeGreaterThan(order.indexOf("consume"));
  });

  it("is shown as soon as something has come", async () => {
    await begin();
    expect(call.store.state.people.omar?.mic?.flows).toBe(false);
    device.consumer("omar-mic").packets = 5;
    await settle(200);
    expect(call.store.state.people.omar?.mic?.flows).toBe(true);
  });

  it("is as fine as its tile is large", async () => {
    await begin();
    await look("omar-camera", { height: 140 });
    await look("omar-camera", { height: 900 });
    expect(server.requests("consume").at(-1)?.preferredLayers).toEqual({ spatialLayer: 0, temporalLayer: 2 });
    expect(server.requests("set-preferred-layers")).toMatchObject([{ spatialLayer: 2, temporalLayer: 2 }]);
  });

  it("stops while nobody can see it, and goes on without being asked for anew", async () => {
    await begin();
    await look("omar-camera", {});
    await look("omar-camera", { isVisible: false });
    expect(server.requests("pause-consumer")).toHaveLength(1);
    call.setPageVisible(false);
    await look("omar-camera", {});
    expect(device.consumer("omar-camera").paused).toBe(true);
    call.setPageVisible(true);
    await settle();
    expect(device.consumer("omar-camera").paused).toBe(false);
    expect(server.requests("consume")).toHaveLength(2);
    // Nobody has stopped listening meanwhile.
    expect(device.consumer("omar-mic").paused).toBe(false);
  });

  it("matters more when it is large, or the teacher's", async () => {
    await begin([remote("omar", "camera"), remote("mariam", "camera"), remote("mariam", "screen")]);
    for (const tile of ["omar-camera", "mariam-screen"]) await look(tile, {});
    await look("mariam-camera", { isPinned: true });
    expect(server.requests("set-priority").map(({ priority }) => priority)).toEqual([150, 200, 120]);
  });

  it("says why it is not what it could be", async () => {
    await begin();
    await look("omar-camera", { height: 900 });
    const consumerId = device.consumer("omar-camera").id;
    call.hears("consumer-paused", { consumerId, reason: "bandwidth" });
    expect(call.store.state.people.omar?.camera?.paused).toBe("bandwidth");
    call.hears("consumer-resumed", { consumerId, reason: "bandwidth" });
    call.hears("consumer-layers-changed", { consumerId, layers: { spatialLayer: 0 } });
    expect(call.store.state.people.omar?.camera).toMatchObject({
      paused: null,
      layers: { spatialLayer: 0 },
      asked: { spatialLayer: 2 },
    });
  });

  it("comes and goes with the others", async () => {
    await begin([]);
    call.hears("new-producer", remote("mariam", "mic"));
    await settle();
    const consumer = device.consumer("mariam-mic");
    call.hears("producer-closed", { producerId: "mariam-mic", participantId: "mariam", by: "self" });
    expect(consumer.closed).toBe(true);
    expect(call.store.state.people.mariam).toBeUndefined();
  });

  it("keeps the last picture until one of the new codec has come", async () => {
    await begin([remote("omar", "camera")]);
    await look("omar-camera", {});
    device.consumer("omar-camera").packets = 1;
    await settle(200);
    const before = call.store.state.people.omar?.camera?.stream;
    call.hears("new-producer", {
      ...remote("omar", "camera"),
      producerId: "omar-camera-2",
      appData: { source: "camera", replaces: "omar-camera" },
    });
    call.hears("consumer-closed", {
      consumerId: device.consumer("omar-camera").id,
      reason: "producer_closed",
    });
    await settle();
    expect(call.store.state.people.omar?.camera?.stream).toBe(before);
    device.consumer("omar-camera-2").packets = 1;
    await settle(200);
    expect(call.store.state.people.omar?.camera?.stream).not.toBe(before);
  });

  it("leaves alone what this browser cannot take", async () => {
    server.refuses.set("consume", "CANNOT_CONSUME");
    await begin();
    await settle(60_000);
    expect(server.requests("consume")).toHaveLength(1);
  });

  it("lets go of pictures that nobody has looked at for long, in large classes", async () => {
    const crowd = Array.from({ length: 60 }, (_, n) => remote(`p${n}`, "camera"));
    await begin(crowd);
    for (const { participantId } of crowd) {
      await look(`${participantId}-camera`, {});
      await look(`${participantId}-camera`, null);
    }
    await settle(5_000);
    call.viewsChanged();
    await settle();
    expect(device.recv.consumers.filter(({ closed }) => !closed)).toHaveLength(40);
  });

  it("is asked for at a pace that the server allows", async () => {
    const crowd = Array.from({ length: 40 }, (_, n) => remote(`p${n}`, "mic"));
    await begin(crowd);
    // Twenty at once, then one every 30 ms: 50 events a second with a burst of 100 are allowed.
    expect(server.asked.length).toBeLessThan(30);
    await settle(1_000);
    expect(server.asked.length).toBeLessThan(62);
    await settle(2_500);
    expect(server.requests("resume-consumer")).toHaveLength(40);
  });
});

describe("a way through the server that breaks", () => {
  it("is given three seconds to mend itself", async () => {
    await begin();
    device.recv.becomes("disconnected");
    await settle(2_900);
    device.recv.becomes("connected");
    await settle(5_000);
    expect(server.requests("restart-ice")).toEqual([]);
  });

  it("is looked for again after that, with the same transport", async () => {
    await begin();
    device.recv.becomes("disconnected");
    await settle(3_100);
    expect(call.store.state.status).toBe("interrupted");
    expect(server.requests("restart-ice")).toEqual([{ transportId: device.recv.id }]);
    expect(device.recv.restarts).toBe(1);
    device.recv.becomes("connected");
    expect(call.store.state.status).toBe("connected");
    expect(device.recvs).toHaveLength(1);
  });

  it("is looked for in both directions when the network is another", async () => {
    await begin();
    await turn({ mic: fakeTrack("audio") });
    call.networkChanged();
    await settle();
    expect(device.send.restarts).toBe(1);
    expect(device.recv.restarts).toBe(1);
  });

  it("is made anew when nothing helps, and everything with it", async () => {
    await begin();
    await turn({ mic: fakeTrack("audio") });
    device.recv.becomes("failed");
    await settle(60_000);
    expect(server.requests("restart-ice").length).toBeGreaterThan(3);
    expect(device.recvs).toHaveLength(2);
    expect(device.sends).toHaveLength(2);
    expect(device.sends[0]?.closed).toBe(true);
    expect(device.producer("mic").closed).toBe(false);
    expect(device.consumer("omar-mic").paused).toBe(false);
    expect(device.loads).toBe(1);
  });

  it("is made anew when the server has closed it", async () => {
    await begin();
    const [first] = device.recvs;
    call.hears("transport-closed", { transportId: "somebody-else's", reason: "left" });
    expect(first?.closed).toBe(false);
    call.hears("transport-closed", { transportId: first?.id ?? "", reason: "not_connected" });
    await settle(1_000);
    expect(first?.closed).toBe(true);
    expect(device.consumer("omar-mic").closed).toBe(false);
  });

  it("is made anew when the server knows it no more", async () => {
    await begin();
    server.refuses.set("restart-ice", "TRANSPORT_NOT_FOUND");
    call.networkChanged();
    await settle(1_000);
    expect(device.recvs).toHaveLength(2);
  });

  it("is told to people only when it has failed again and again, and still tried", async () => {
    device.load = async () => Promise.reject(new Error("unsupported"));
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await begin();
    await settle(3_000);
    expect(call.store.state.status).toBe("connecting");
    await settle(60_000);
    expect(call.store.state.status).toBe("failed");
    device.load = async () => undefined;
    await settle(20_000);
    expect(call.store.state.status).toBe("connected");
    expect(device.consumer("omar-mic").closed).toBe(false);
  });
});

describe("a connection to the server that was lost", () => {
  it("changes nothing when the server has kept everything", async () => {
    await begin();
    call.back(null, [], true);
    await settle();
    expect(device.recvs).toHaveLength(1);
    expect(server.requests("consume")).toHaveLength(1);
  });

  it("brings only what has changed meanwhile", async () => {
    await begin();
    call.back([remote("omar", "mic"), remote("mariam", "mic")], [], true);
    await settle();
    expect(server.requests("consume").map(({ producerId }) => producerId)).toEqual([
      "omar-mic",
      "mariam-mic",
    ]);
    call.back([remote("mariam", "mic")], [], true);
    expect(Object.keys(call.store.state.people)).toEqual(["mariam"]);
  });

  it("makes everything anew when one has lost one's place", async () => {
    await begin();
    await turn({ mic: fakeTrack("audio") });
    call.back([remote("omar", "mic")], [], false);
    await settle(1_000);
    expect(device.sends).toHaveLength(2);
    expect(device.producer("mic").closed).toBe(false);
    // The server has closed the old ones itself.
    expect(server.requests("close-transport")).toEqual([]);
  });

  it("says again what could not be said without it", async () => {
    await begin([]);
    const mic = fakeTrack("audio");
    await turn({ mic });
    server.refuses.set("pause-producer", "OFFLINE");
    await turn({ mic: null });
    server.refuses.clear();
    call.back(null, [], true);
    await settle();
    expect(server.requests("pause-producer")).toHaveLength(2);
  });
});

describe("the end of a call", () => {
  it("closes everything, leaves devices open, and asks for nothing more", async () => {
    await begin();
    const mic = fakeTrack("audio");
    await turn({ mic });
    call.close();
    await settle();
    expect(device.send.closed && device.recv.closed).toBe(true);
    expect(server.requests("close-transport")).toHaveLength(2);
    expect(mic.readyState).toBe("live");
    const asked = server.asked.length;
    call.viewsChanged();
    local.store.change({ tracks: NO_TRACKS });
    call.localChanged();
    call.hears("new-producer", remote("late", "mic"));
    await settle(60_000);
    expect(server.asked).toHaveLength(asked);
  });

  it("is complete even while something is being set up", async () => {
    await begin([]);
    local.store.change({ tracks: { ...NO_TRACKS, camera: fakeTrack("video") } });
    call.localChanged();
    call.close();
    await settle(5_000);
    expect(device.sends.every(({ closed }) => closed)).toBe(true);
    expect(server.requests("produce")).toEqual([]);
  });
});
