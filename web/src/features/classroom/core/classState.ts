// Where one stands with a class: on the way in, inside, or out again and why.
import type { Reaction } from "./protocol";
import type { RoomState } from "./roomState";

export type Refusal =
  | "ROOM_LOCKED"
  | "ROOM_FULL"
  | "ROOM_CLOSED"
  | "ROOM_NOT_FOUND"
  | "REMOVED_FROM_ROOM"
  | "DEVICE_LIMIT"
  | "OTHER";

export type Out =
  | { why: "left" }
  | { why: "ended"; by: "host" | "empty" | "admin"; recordingId: string | null; presenceSeconds: number }
  | { why: "removed"; reason: string | null }
  | { why: "denied"; reason: string | null }
  | { why: "replaced" }
  | { why: "signedOut" }
  | { why: "disabled" }
  | { why: "refused"; refusal: Refusal };

export type Phase =
  { is: "entering" } | { is: "waiting"; position: number } | { is: "inside" } | { is: "out"; out: Out };

/** A reaction that is on the screen for a moment. */
export interface ShownReaction {
  key: number;
  participantId: string;
  reaction: Reaction;
}

export interface ClassState {
  phase: Phase;
  /** Known from the first entry on; kept when one is out again. */
  room: RoomState | null;
  reactions: readonly ShownReaction[];
  /** For hosts and co-hosts: how many said lately that they are lost. */
  lost: number;
}

export const FIRST_STATE: ClassState = { phase: { is: "entering" }, room: null, reactions: [], lost: 0 };

const REFUSALS: ReadonlySet<string> = new Set<Refusal>([
  "ROOM_LOCKED",
  "ROOM_FULL",
  "ROOM_CLOSED",
  "ROOM_NOT_FOUND",
  "REMOVED_FROM_ROOM",
  "DEVICE_LIMIT",
]);

export function refusalOf(code: string): Refusal {
  return REFUSALS.has(code) ? (code as Refusal) : "OTHER";
}
