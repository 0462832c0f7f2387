import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LocalMedia } from "../../../src/features/classroom/core/localMedia";
import { FakeTrack } from "../../support/fakeSfu";

class Camera extends FakeTrack {
  readonly applied: object[] = [];

  constructor(private readonly blurs: boolean[] | undefined) {
    super("video");
  }

  getCapabilities() {
    return this.blurs ? { backgroundBlur: this.blurs } : {};
  }

  getConstraints() {
    return { height: 720 };
  }

  async applyConstraints(constraints: object): Promise<void> {
    this.applied.push(constraints);
  }
}

let local: LocalMedia;
let close: () => void;
let camera: Camera;

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("navigator", {
    mediaDevices: Object.assign(new EventTarget(), {
      enumerateDevices: async () => [],
      getUserMedia: async () => ({
        getTracks: () => [camera],
        getAudioTracks: () => [],
        getVideoTracks: () => [camera],
      }),
    }),
  });
  local = new LocalMedia();
  close = local.open();
});

afterEach(() => {
  close();
  vi.unstubAllGlobals();
});

describe("blurring what is behind a person", () => {
  it("is offered where the camera can do it and can leave it", async () => {
    for (const [blurs, offered] of [
      [[true, false], true],
      [[true], false],
      [undefined, false],
    ] as const) {
      camera = new Camera(blurs && [...blurs]);
      await local.setCamera(true);
      expect(local.store.state.canBlur).toBe(offered);
      await local.setCamera(false);
    }
  });

  it("is done at once, keeps the size of the picture, and is remembered for the next camera", async () => {
    camera = new Camera([true, false]);
    await local.setCamera(true);
    local.setBlur(true);
    expect(camera.applied).toEqual([{ height: 720, backgroundBlur: true }]);
    await local.setCamera(false);
    camera = new Camera([false, true]);
    await local.setCamera(true);
    expect(camera.applied).toEqual([{ height: 720, backgroundBlur: true }]);
  });
});
