// The state of the connection to the server, and how it changes. Pure: the timers are the connection's.

/** Why a connection is not tried again. */
export type ClosedReason = "left" | "signedOut" | "disabled" | "replaced";

export type Link =
  | { is: "connecting" }
  | { is: "online" }
  /** `since` is in milliseconds since 1970; `draining`: the server said that it would go and come back. */
  | { is: "lost"; since: number; attempt: number; draining: boolean }
  | { is: "closed"; reason: ClosedReason };

export type LinkEvent =
  | { type: "connected" }
  | { type: "lost"; at: number }
  | { type: "attempt" }
  | { type: "draining"; at: number }
  | { type: "closed"; reason: ClosedReason };

export function nextLink(link: Link, event: LinkEvent): Link {
  // Whoever has left, or was put off, stays so.
  if (link.is === "closed") return link;
  switch (event.type) {
    case "connected":
      return { is: "online" };
    case "lost":
      return link.is === "online" ? { is: "lost", since: event.at, attempt: 0, draining: false } : link;
    case "draining":
      return { is: "lost", since: event.at, attempt: 0, draining: true };
    case "attempt":
      return link.is === "lost" ? { ...link, attempt: link.attempt + 1 } : link;
    case "closed":
      return { is: "closed", reason: event.reason };
  }
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** How long to wait before the next attempt; `chance` from 0 to 1 spreads the return of a whole class. */
export function waitBefore(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(longest * (0.5 + chance / 2));
}
