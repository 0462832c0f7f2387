import { beforeEach, describe, expect, it, vi } from "vitest";
import { Companion } from "../../../src/features/player/core/companion";
import type { EngineListener } from "../../../src/features/player/core/engine";

/** As much of a media element as keeping in step takes; jsdom plays nothing. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  playbackRate = 1;
  paused = true;
  ended = false;
  duration = 60;
  seeking = false;
  muted = false;
  readyState = 4;
  ranges: [number, number][] = [[0, 60]];
  get buffered() {
    return {
      length: this.ranges.length,
      start: (index: number) => this.ranges[index]?.[0] ?? 0,
      end: (index: number) => this.ranges[index]?.[1] ?? 0,
    };
  }
  play() {
    this.paused = false;
    return Promise.resolve();
  }
  pause() {
    this.paused = true;
  }
}

let leader: FakeVideo, picture: FakeVideo;
let listener: EngineListener;
const engine = {
  load: vi.fn(),
  chooseLevel: vi.fn(),
  reconnect: vi.fn(),
  recover: vi.fn(),
  destroy: vi.fn(),
};
const onAway = vi.fn();

async function start(): Promise<Companion> {
  const companion = new Companion(
    leader as unknown as HTMLVideoElement,
    picture as unknown as HTMLVideoElement,
    onAway,
    (_, told) => {
      listener = told;
      return Promise.resolve(engine);
    },
  );
  await companion.start("/screen.m3u8");
  return companion;
}

function tick() {
  leader.dispatchEvent(new Event("playing"));
}

beforeEach(() => {
  vi.clearAllMocks();
  leader = new FakeVideo();
  picture = new FakeVideo();
});

describe("the second picture of a lecture", () => {
  it("begins where the first one is, without sound", async () => {
    leader.currentTime = 12;
    await start();
    expect(engine.load).toHaveBeenCalledWith("/screen.m3u8", 12);
    expect(picture.muted).toBe(true);
  });

  it("plays, rests and seeks with the first one", async () => {
    await start();
    await leader.play();
    tick();
    expect(picture.paused).toBe(false);
    leader.pause();
    leader.dispatchEvent(new Event("pause"));
    expect(picture.paused).toBe(true);
    leader.currentTime = 33;
    leader.dispatchEvent(new Event("seeking"));
    expect(picture.currentTime).toBe(33);
  });

  it("waits while the first one has nothing to show", async () => {
    await start();
    await leader.play();
    tick();
    leader.readyState = 2;
    leader.dispatchEvent(new Event("waiting"));
    expect(picture.paused).toBe(true);
  });

  it("comes back into step by its speed, and by a jump from afar", async () => {
    await start();
    await leader.play();
    leader.playbackRate = 2;
    leader.currentTime = 10;
    picture.currentTime = 9.8;
    tick();
    expect(picture.playbackRate).toBeCloseTo(2.2);
    picture.currentTime = 10;
    tick();
    expect(picture.playbackRate).toBe(2);
    picture.currentTime = 3;
    tick();
    expect(picture.currentTime).toBe(10);
  });

  it("goes to the same place at once while both rest", async () => {
    await start();
    leader.currentTime = 10;
    picture.currentTime = 9.8;
    leader.dispatchEvent(new Event("pause"));
    expect(picture.currentTime).toBe(10);
  });

  it("is away where nothing was shared, and is there when it begins", async () => {
    await start();
    await leader.play();
    picture.ranges = [[20, 60]];
    picture.currentTime = 20;
    leader.currentTime = 5;
    tick();
    expect(picture.paused).toBe(true);
    leader.currentTime = 20.05;
    tick();
    expect(onAway).toHaveBeenLastCalledWith(false);
    expect(picture.paused).toBe(false);
  });

  it("is away after its end", async () => {
    await start();
    await leader.play();
    tick();
    expect(onAway).toHaveBeenLastCalledWith(false);
    leader.currentTime = 60;
    tick();
    expect(onAway).toHaveBeenLastCalledWith(true);
    expect(picture.paused).toBe(true);
  });

  it("leaves the lecture alone when it cannot be played, and when it is over", async () => {
    const companion = await start();
    await leader.play();
    tick();
    expect(onAway).toHaveBeenLastCalledWith(false);
    listener.problem({ kind: "network", status: 404, detail: "" });
    expect(onAway).toHaveBeenLastCalledWith(true);
    companion.destroy();
    expect(engine.destroy).toHaveBeenCalled();
    picture.currentTime = 40;
    tick();
    expect(picture.currentTime).toBe(40);
  });
});
