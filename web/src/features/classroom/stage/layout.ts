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

/**
 * `people` in their lasting order, so that nobody jumps about. What was pinned comes first, then what somebody else
 * shares, then what one shares oneself. Oneself is the last in the row, and always in it.
 */
export function layoutOf(
  people: readonly Participant[],
  me: string,
  pinned: TileKey | null,
  most: number,
): StageLayout {
  const others = people.filter(({ participant_id }) => participant_id !== me);
  const self = people.filter(({ participant_id }) => participant_id === me);
  const ordered = [...others, ...self];
  const screens = ordered.filter(({ screen }) => screen).map(tileOf("screen"));
  const cameras = ordered.map(tileOf("camera"));
  const featured = [...screens, ...cameras].find((tile) => sameTile(tile, pinned)) ?? screens[0] ?? null;
  const rest = [...screens, ...cameras].filter((tile) => !sameTile(tile, featured));
  const places = Math.max(1, featured ? most - 1 : most);
  if (rest.length <= places) return { featured, others: rest, hidden: 0 };
  const last = rest.at(-1);
  const shown = last?.participantId === me ? [...rest.slice(0, places - 1), last] : rest.slice(0, places);
  return { featured, others: shown, hidden: rest.length - shown.length };
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
