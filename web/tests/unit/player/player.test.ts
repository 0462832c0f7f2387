import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EngineListener, MediaEngine } from "../../../src/features/player/core/engine";
import { Player } from "../../../src/features/player/core/player";

const SOURCE = { address: "/master.m3u8", sound: "/audio/playlist.m3u8" };

const LEVELS = [
  { name: "360p", height: 360 },
  { name: "480p", height: 480 },
];

function setUp(renewed = true) {
  const video = document.createElement("video");
  let paused = true;
  let readyState: number = HTMLMediaElement.HAVE_ENOUGH_DATA;
  Object.defineProperty(video, "paused", { get: () => paused });
  Object.defineProperty(video, "readyState", { get: () => readyState });
  video.play = vi.fn(() => {
    paused = false;
    return Promise.resolve();
  });
  video.pause = vi.fn(() => {
    paused = true;
  });
  const engine = {
    load: vi.fn<MediaEngine["load"]>(),
    chooseLevel: vi.fn<MediaEngine["chooseLevel"]>(),
    reconnect: vi.fn<MediaEngine["reconnect"]>(),
    recover: vi.fn<MediaEngine["recover"]>(),
    destroy: vi.fn<MediaEngine["destroy"]>(),
  };
  let listener: EngineListener | undefined;
  let now = 0;
  const renewAccess = vi.fn(() => Promise.resolve(renewed));
  const player = new Player(video, {
    openEngine: (_, given) => {
      listener = given;
      return Promise.resolve(engine);
    },
    renewAccess,
    now: () => now,
  });
  return {
    video,
    engine,
    player,
    renewAccess,
    hasNothing: () => (readyState = HTMLMediaElement.HAVE_NOTHING),
    hasMetadata: () => {
      readyState = HTMLMediaElement.HAVE_METADATA;
      video.dispatchEvent(new Event("loadedmetadata"));
    },
    pass: (ms: number) => (now += ms),
    problem: (status: number | null) => listener?.problem({ kind: "network", status, detail: "x" }),
    mediaProblem: () => listener?.problem({ kind: "media", detail: "bufferAppendError" }),
    get listener() {
      return listener;
    },
  };
}

beforeEach(() => vi.useFakeTimers());

describe("the player", () => {
  it("tries again by itself, ever more slowly, until media arrives", async () => {
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.problem(null);
    expect(test.player.state.connection).toEqual({ attempt: 1, retryAt: 2_000 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(test.engine.reconnect).toHaveBeenCalledTimes(1);
    test.problem(503);
    expect(test.player.state.connection).toEqual({ attempt: 2, retryAt: 4_000 });
    test.listener?.received();
    expect(test.player.state.connection).toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(test.engine.reconnect).toHaveBeenCalledTimes(1);
  });

  it("tries at once when the browser is online again", async () => {
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.problem(null);
    window.dispatchEvent(new Event("online"));
    expect(test.engine.reconnect).toHaveBeenCalledTimes(1);
  });

  it("renews an access that has run out without telling anybody", async () => {
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.problem(401);
    await vi.advanceTimersByTimeAsync(0);
    expect(test.renewAccess).toHaveBeenCalled();
    expect(test.engine.reconnect).toHaveBeenCalledTimes(1);
    expect(test.player.state.failure).toBeNull();
  });

  it("says so when the lecture may no longer be watched", async () => {
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.problem(404);
    await vi.advanceTimersByTimeAsync(0);
    expect(test.player.state.failure).toEqual({ kind: "unavailable", status: 404 });
  });

  it("recovers once from broken media and gives up on the second time in a row", async () => {
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.mediaProblem();
    expect(test.engine.recover).toHaveBeenCalledTimes(1);
    test.mediaProblem();
    expect(test.player.state.failure).toMatchObject({ kind: "media", detail: "bufferAppendError" });
  });

  it("takes better renditions at once while at rest, and only offers them while it plays", async () => {
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.player.renditionsReady("360p");
    test.player.renditionsReady("360p,480p");
    await vi.advanceTimersByTimeAsync(0);
    expect(test.engine.load).toHaveBeenCalledTimes(2);
    await test.player.play();
    test.player.renditionsReady("360p,480p,720p");
    expect(test.engine.load).toHaveBeenCalledTimes(2);
    expect(test.player.state.outdated).toBe(true);
  });

  it("applies the remembered quality as soon as the levels are known", async () => {
    const test = setUp();
    test.player.setQuality(480);
    await test.player.open(SOURCE, 0);
    test.listener?.levels(LEVELS);
    expect(test.engine.chooseLevel).toHaveBeenLastCalledWith("480p");
  });

  it("plays the sound alone from where the picture was, and keeps the qualities on offer", async () => {
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.listener?.levels(LEVELS);
    await test.player.play();
    test.player.seek(0);
    test.player.setQuality("sound");
    await vi.advanceTimersByTimeAsync(0);
    expect(test.engine.load).toHaveBeenLastCalledWith("/audio/playlist.m3u8", 0);
    test.listener?.levels([{ name: "audio", height: 0 }]);
    expect(test.player.state.levels).toEqual(LEVELS);
    expect(test.engine.chooseLevel).toHaveBeenLastCalledWith(null);
    test.player.setQuality(480);
    await vi.advanceTimersByTimeAsync(0);
    expect(test.engine.load).toHaveBeenLastCalledWith("/master.m3u8", 0);
  });

  it("goes to a place that was asked for before the media was known", async () => {
    const test = setUp();
    test.hasNothing();
    await test.player.open(SOURCE, 3, 60);
    test.player.seek(12);
    expect(test.video.currentTime).toBe(0);
    expect(test.player.state.position).toBe(12);
    test.hasMetadata();
    expect(test.video.currentTime).toBe(12);
    expect(test.player.state.position).toBe(12);
    test.video.currentTime = 20;
    test.hasMetadata();
    expect(test.video.currentTime).toBe(20);
  });

  it("keeps such a place when the source changes, and gives it up for that of another lecture", async () => {
    const test = setUp();
    test.hasNothing();
    await test.player.open(SOURCE, 3, 60);
    test.player.seek(12);
    test.player.setQuality("sound");
    await vi.advanceTimersByTimeAsync(0);
    expect(test.engine.load).toHaveBeenLastCalledWith("/audio/playlist.m3u8", 12);
    test.player.seek(30);
    await test.player.open({ address: "/other.m3u8", sound: null }, 0, 60);
    test.hasMetadata();
    expect(test.video.currentTime).toBe(0);
  });

  it("plays the picture where sound alone is not to be had, whatever was wished elsewhere", async () => {
    const test = setUp();
    test.player.setQuality("sound");
    await test.player.open({ ...SOURCE, sound: null }, 0);
    expect(test.engine.load).toHaveBeenLastCalledWith("/master.m3u8", 0);
  });

  it("follows what was chosen for the kind of network that the device changes to", async () => {
    const connection = Object.assign(new EventTarget(), { type: "wifi" });
    vi.stubGlobal("navigator", Object.create(navigator, { connection: { value: connection } }));
    const test = setUp();
    await test.player.open(SOURCE, 0);
    test.listener?.levels(LEVELS);
    test.player.setQuality(480);
    connection.type = "cellular";
    connection.dispatchEvent(new Event("change"));
    expect(test.player.state.quality).toBe("auto");
    test.player.setQuality("saver");
    expect(test.engine.chooseLevel).toHaveBeenLastCalledWith("360p");
    connection.type = "wifi";
    connection.dispatchEvent(new Event("change"));
    expect(test.engine.chooseLevel).toHaveBeenLastCalledWith("480p");
    test.player.destroy();
    vi.unstubAllGlobals();
  });

  it("saves data from the start on a device that is told to", () => {
    vi.stubGlobal(
      "navigator",
      Object.create(navigator, { connection: { value: { saveData: true, addEventListener: vi.fn() } } }),
    );
    expect(setUp().player.state.quality).toBe("saver");
    vi.unstubAllGlobals();
  });
});
