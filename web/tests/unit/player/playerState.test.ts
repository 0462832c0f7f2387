import { describe, expect, it } from "vitest";
import {
  INITIAL_STATE,
  isPlaying,
  levelForWish,
  reduce,
  type PlayerEvent,
  type PlayerState,
} from "../../../src/features/player/core/playerState";

function after(...events: PlayerEvent[]): PlayerState {
  return events.reduce(reduce, INITIAL_STATE);
}

const OPENED: PlayerEvent = { type: "opened", duration: 100, position: 0 };
const LEVELS = [
  { name: "360p", height: 360 },
  { name: "720p", height: 720 },
  { name: "480p", height: 480 },
];

describe("the state of the player", () => {
  it("is paused once something can be played", () => {
    expect(after(OPENED)).toMatchObject({ phase: "paused", duration: 100, hasStarted: false });
  });

  it("remembers a press of play that came before the media", () => {
    expect(after({ type: "play" }, OPENED).phase).toBe("waiting");
  });

  it("tells stalls from pauses", () => {
    const playing = after(OPENED, { type: "play" }, { type: "playing" });
    expect(isPlaying(playing)).toBe(true);
    expect(reduce(playing, { type: "waiting" }).phase).toBe("waiting");
    expect(reduce(after(OPENED), { type: "waiting" }).phase).toBe("paused");
  });

  it("stays at the end when the media element pauses there, and leaves it by seeking", () => {
    const ended = after(OPENED, { type: "play" }, { type: "playing" }, { type: "ended" }, { type: "pause" });
    expect(ended).toMatchObject({ phase: "ended", position: 100 });
    expect(reduce(ended, { type: "position", position: 40 }).phase).toBe("paused");
  });

  it("counts attempts while the connection is lost and forgets them when it is back", () => {
    const lost = after({ type: "connectionLost", retryAt: 5 }, { type: "connectionLost", retryAt: 9 });
    expect(lost.connection).toEqual({ attempt: 2, retryAt: 9 });
    expect(reduce(lost, { type: "connectionBack" }).connection).toBeNull();
  });

  it("keeps the shown level when better ones arrive", () => {
    const before = after({ type: "levels", levels: LEVELS.slice(0, 1) }, { type: "level", name: "360p" });
    expect(reduce(before, { type: "levels", levels: LEVELS }).shownLevel?.name).toBe("360p");
  });
});

describe("a wish for a quality", () => {
  it("means the same height, else the next lower one, else the lowest", () => {
    expect(levelForWish(LEVELS, 720)?.name).toBe("720p");
    expect(levelForWish(LEVELS, 600)?.name).toBe("480p");
    expect(levelForWish(LEVELS, 144)?.name).toBe("360p");
  });

  it("means the lowest when data are to be saved, and no picture when it is for sound", () => {
    expect(levelForWish(LEVELS, "saver")?.name).toBe("360p");
    expect(levelForWish(LEVELS, "sound")).toBeNull();
  });

  it("leaves the choice to the player when it is automatic", () => {
    expect(levelForWish(LEVELS, "auto")).toBeNull();
    expect(levelForWish([], 720)).toBeNull();
  });
});
