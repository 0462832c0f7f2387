// Where a lecture begins: at the time in the link, else where the person left it, else at the start.
import { parseTimeLink } from "./timeLink";

export interface StartPosition {
  seconds: number;
  /** Set when the person left off here before, so that "start over" can be offered. */
  isResumed: boolean;
}

const SHORTEST_RESUME_SECONDS = 5;

export function startPosition(link: string | null, resume: number, duration: number | null): StartPosition {
  const linked = parseTimeLink(link);
  if (linked !== null) {
    const last = duration === null ? linked : Math.max(0, duration - 1);
    return { seconds: Math.min(linked, last), isResumed: false };
  }
  return resume >= SHORTEST_RESUME_SECONDS
    ? { seconds: resume, isResumed: true }
    : { seconds: 0, isResumed: false };
}
