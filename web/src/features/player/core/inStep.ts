// How a picture without a clock of its own is kept in step with the one that has it.

/** Further apart than this, in seconds, and something is done about it. */
export const TOLERANCE = 0.1;
const CLOSE_ENOUGH = 0.02;
/** What a change of speed would take too long for is made good by a jump. */
const JUMP_FROM = 1.5;
const HURRY = 0.1;

export interface Places {
  /** Of the picture that leads. */
  clock: number;
  picture: number;
  speed: number;
  isCorrecting: boolean;
  /** Is there a picture for the moment of the clock? */
  isThere: boolean;
}

export type Correction =
  | { do: "follow"; speed: number }
  | { do: "hurry"; speed: number }
  | { do: "jump" }
  /** Nothing was shown at this time: the picture waits for its next one. */
  | { do: "wait" };

export function correctionFor({ clock, picture, speed, isCorrecting, isThere }: Places): Correction {
  const ahead = picture - clock;
  const distance = Math.abs(ahead);
  if (distance <= (isCorrecting ? CLOSE_ENOUGH : TOLERANCE)) return { do: "follow", speed };
  if (ahead > 0 && !isThere) return { do: "wait" };
  if (distance >= JUMP_FROM) return { do: "jump" };
  return { do: "hurry", speed: speed * (ahead > 0 ? 1 - HURRY : 1 + HURRY) };
}
