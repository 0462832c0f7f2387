// Who and what is to be seen, and how large. Pure.
import type { Participant } from "../../../api";

export interface TileKey {
  participantId: string;
  shows: "camera" | "screen";
}

export interface StageLayout {
  /** Large; the others stand beside it. Without it all have the same size. */
  featured: TileKey | null;
  others: readonly TileKey[];
  /** How many people have no place. */
  hidden: number;
}

export function sameTile(a: TileKey | null, b: TileKey | null): boolean {
  return a?.participantId === b?.participantId && a?.shows === b?.shows;
}

/** All of the same size, or the one who speaks large. */
export type StageStyle = "grid" | "speaker";

export interface Voices {
  /** Who is to be large if nothing else is; null to have nobody so. */
  speaker: string | null;
  /** Those who spoke last: they get a place before others do. */
  recent: readonly string[];
}

const NO_VOICES: Voices = { speaker: null, recent: [] };

/**
 * `people` in their lasting order, so that nobody jumps about. What was pinned comes first, then what somebody else
 * shares, then what one shares oneself, then who speaks. Oneself is the last in the row, and always in it.
 */
export function layoutOf(
  people: readonly Participant[],
  me: string,
  pinned: TileKey | null,
  most: number,
  { speaker, recent }: Voices = NO_VOICES,
): StageLayout {
  const others = people.filter(({ participant_id }) => participant_id !== me);
  const self = people.filter(({ participant_id }) => participant_id === me);
  const ordered = [...others, ...self];
  const screens = ordered.filter(({ screen }) => screen).map(tileOf("screen"));
  const cameras = ordered.map(tileOf("camera"));
  const spoken = cameras.find(({ participantId }) => participantId === speaker && participantId !== me);
  const featured =
    [...screens, ...cameras].find((tile) => sameTile(tile, pinned)) ?? screens[0] ?? spoken ?? null;
  const rest = [...screens, ...cameras].filter((tile) => !sameTile(tile, featured));
  const places = Math.max(1, featured ? most - 1 : most);
  if (rest.length <= places) return { featured, others: rest, hidden: 0 };
  const shown = withVoices(rest, places, me, recent);
  return { featured, others: shown, hidden: rest.length - shown.length };
}

/** As many as have a place: oneself, the screens, those who spoke lately, and then the others; all in their order. */
function withVoices(
  rest: readonly TileKey[],
  places: number,
  me: string,
  recent: readonly string[],
): TileKey[] {
  const rank = (tile: TileKey, index: number) => {
    if (tile.participantId === me && tile.shows === "camera") return -2;
    if (tile.shows === "screen") return -1;
    const spoke = recent.indexOf(tile.participantId);
    // A voice takes the last place and not the first: most people stay where they are.
    return spoke >= 0 ? 0 : 1 + index;
  };
  const chosen = new Set(
    rest
      .map((tile, index) => ({ tile, rank: rank(tile, index) }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, places)
      .map(({ tile }) => tile),
  );
  return rest.filter((tile) => chosen.has(tile));
}

function tileOf(shows: TileKey["shows"]) {
  return ({ participant_id }: Participant): TileKey => ({ participantId: participant_id, shows });
}

/** Columns that leave the least space unused for pictures of 16 to 9. */
export function columnsFor(count: number, width: number, height: number): number {
  let best = 1;
  let largest = 0;
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    const tileWidth = Math.min(width / columns, ((height / rows) * 16) / 9);
    if (tileWidth > largest) {
      largest = tileWidth;
      best = columns;
    }
  }
  return best;
}
