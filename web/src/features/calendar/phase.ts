// Where a class is between being planned and being over.
import type { ClassSession } from "../../api";

export type ClassPhase =
  | "planned"
  /** Begins within a day. */
  | "soon"
  /** Its time has come, and nobody has begun it. */
  | "due"
  | "live"
  | "ended"
  /** Its time has passed without anybody. */
  | "missed"
  | "cancelled";

/** How often pages look at the clock for words such as "in 5 minutes". */
export const NOW_STEP_MS = 15_000;

const SOON_MS = 24 * 60 * 60 * 1000;
const PUNCTUAL_MS = 15 * 60 * 1000;

export function phaseOf(
  { status, starts_at, ends_at }: Pick<ClassSession, "status" | "starts_at" | "ends_at">,
  now: number,
): ClassPhase {
  if (status !== "scheduled") return status;
  if (now >= Date.parse(ends_at)) return "missed";
  if (now >= Date.parse(starts_at)) return "due";
  return startsWithin(starts_at, now, SOON_MS) ? "soon" : "planned";
}

export function isOver(phase: ClassPhase): boolean {
  return phase === "ended" || phase === "missed";
}

export function isToCome(phase: ClassPhase): boolean {
  return phase === "planned" || phase === "soon" || phase === "due";
}

export function startsSoon(startsAt: string, now: number): boolean {
  return Date.parse(startsAt) > now && startsWithin(startsAt, now, SOON_MS);
}

/** One that begins further off its schedule is moved to the moment at which it begins (row E44). */
export function isPunctual(startsAt: string, now: number): boolean {
  return Math.abs(Date.parse(startsAt) - now) <= PUNCTUAL_MS;
}

function startsWithin(startsAt: string, now: number, span: number): boolean {
  return Date.parse(startsAt) - now <= span;
}
