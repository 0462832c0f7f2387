// Everything that the player's view shows, and how it changes. Pure: no element, no network, no clock.
import type { QualityWish } from "./preferences";
import type { Range } from "./ranges";

export type Phase = "loading" | "paused" | "playing" | "waiting" | "ended";

/** One quality that can be chosen: the name of the rendition, and its height (0 for sound alone). */
export interface Level {
  name: string;
  height: number;
}

export interface LostConnection {
  attempt: number;
  /** Milliseconds since 1970. */
  retryAt: number;
}

export type Failure =
  | { kind: "media"; code: string; detail: string }
  | { kind: "unavailable"; status: number }
  | { kind: "unsupported" };

export interface PlayerState {
  phase: Phase;
  hasStarted: boolean;
  position: number;
  duration: number;
  buffered: readonly Range[];
  volume: number;
  muted: boolean;
  speed: number;
  levels: readonly Level[];
  quality: QualityWish;
  shownLevel: Level | null;
  pictureInPicture: boolean;
  /** Better renditions have become ready since this source was opened. */
  outdated: boolean;
  connection: LostConnection | null;
  failure: Failure | null;
}

export type PlayerEvent =
  | { type: "opened"; duration: number; position: number }
  | { type: "duration"; duration: number }
  | { type: "play" | "playing" | "pause" | "waiting" | "ended" }
  | { type: "position"; position: number }
  | { type: "buffered"; ranges: readonly Range[] }
  | { type: "volume"; volume: number; muted: boolean }
  | { type: "speed"; speed: number }
  | { type: "levels"; levels: readonly Level[] }
  | { type: "level"; name: string }
  | { type: "quality"; quality: QualityWish }
  | { type: "pictureInPicture"; active: boolean }
  | { type: "connectionLost"; retryAt: number }
  | { type: "outdated"; outdated: boolean }
  | { type: "connectionBack" }
  | { type: "failed"; failure: Failure };

export const INITIAL_STATE: PlayerState = {
  phase: "loading",
  hasStarted: false,
  position: 0,
  duration: 0,
  buffered: [],
  volume: 1,
  muted: false,
  speed: 1,
  levels: [],
  quality: "auto",
  shownLevel: null,
  pictureInPicture: false,
  outdated: false,
  connection: null,
  failure: null,
};

export function reduce(state: PlayerState, event: PlayerEvent): PlayerState {
  switch (event.type) {
    case "opened":
      return {
        ...state,
        phase: state.phase === "loading" ? "paused" : state.phase,
        duration: event.duration,
        position: event.position,
        buffered: [],
        connection: null,
        failure: null,
      };
    case "duration":
      return { ...state, duration: event.duration };
    case "play":
      return { ...state, phase: state.phase === "playing" ? "playing" : "waiting", hasStarted: true };
    case "playing":
      return { ...state, phase: "playing", hasStarted: true };
    case "pause":
      return state.phase === "ended" ? state : { ...state, phase: "paused" };
    case "waiting":
      return state.phase === "playing" ? { ...state, phase: "waiting" } : state;
    case "ended":
      return { ...state, phase: "ended", position: state.duration };
    case "position":
      return movedTo(state, event.position);
    case "buffered":
      return { ...state, buffered: event.ranges };
    case "volume":
      return { ...state, volume: event.volume, muted: event.muted };
    case "speed":
      return { ...state, speed: event.speed };
    case "levels":
      return { ...state, levels: event.levels, shownLevel: levelNamed(event.levels, state.shownLevel?.name) };
    case "level":
      return { ...state, shownLevel: levelNamed(state.levels, event.name) };
    case "quality":
      return { ...state, quality: event.quality };
    case "pictureInPicture":
      return { ...state, pictureInPicture: event.active };
    case "connectionLost":
      return {
        ...state,
        connection: { attempt: (state.connection?.attempt ?? 0) + 1, retryAt: event.retryAt },
      };
    case "outdated":
      return { ...state, outdated: event.outdated };
    case "connectionBack":
      return state.connection ? { ...state, connection: null } : state;
    case "failed":
      return { ...state, failure: event.failure, connection: null, phase: "paused" };
  }
}

// Going back from the end makes the lecture watchable again, as the media element itself does.
function movedTo(state: PlayerState, position: number): PlayerState {
  const phase = state.phase === "ended" && position < state.duration - 0.5 ? "paused" : state.phase;
  return { ...state, phase, position };
}

function levelNamed(levels: readonly Level[], name: string | undefined): Level | null {
  return levels.find((level) => level.name === name) ?? null;
}

/**
 * The rendition that a wish means here: the wanted height, else the next lower one, else the lowest. null leaves it to
 * the engine.
 */
export function levelForWish(levels: readonly Level[], wish: QualityWish): Level | null {
  if (wish === "auto" || wish === "sound") return null;
  const ascending = levels.toSorted((a, b) => a.height - b.height);
  if (wish === "saver") return ascending[0] ?? null;
  return ascending.findLast((level) => level.height <= wish) ?? ascending[0] ?? null;
}

export function isPlaying(state: PlayerState): boolean {
  return state.phase === "playing" || (state.phase === "waiting" && state.hasStarted);
}
