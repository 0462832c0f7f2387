// What to do about a request of the call that failed.
import { RequestError } from "../connection";

const RETRY_MS = 2_000;
const FORBIDDEN: ReadonlySet<string> = new Set(["FEATURE_DISABLED", "INSUFFICIENT_PERMISSIONS"]);
/** The server and we do not know the same things any more. */
const LOST_TRACK: ReadonlySet<string> = new Set([
  "TRANSPORT_NOT_FOUND",
  "TRANSPORT_LIMIT",
  "TRANSPORT_ALREADY_CONNECTED",
  "PRODUCER_EXISTS",
  // A server that cannot do this at all: people are told when it has been tried often enough.
  "UNKNOWN_EVENT",
]);
const PASSING: ReadonlySet<string> = new Set([
  "NO_ANSWER",
  "NOT_READY",
  "RATE_LIMITED",
  "INTERNAL_ERROR",
  "SFU_NOT_ACTIVE",
]);

export function codeOf(error: unknown): string {
  return error instanceof RequestError ? error.code : "";
}

/** What we believed to be allowed is not. */
export function isForbidden(error: unknown): boolean {
  return FORBIDDEN.has(codeOf(error));
}

/**
 * Milliseconds until it is worth another attempt; null if none is. Without a connection nothing is tried: everything is
 * brought up to date when it is back.
 */
export function retryAfter(error: unknown, onLostTrack: () => void): number | null {
  const code = codeOf(error);
  if (LOST_TRACK.has(code)) onLostTrack();
  if (PASSING.has(code)) return (error instanceof RequestError && error.retryAfterMs) || RETRY_MS;
  if (code === "") console.warn("A stream could not be set up", error);
  return null;
}
