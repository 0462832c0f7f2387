// What just happened that a person should be told, whatever they are looking at.
import type { ChatMessage } from "../../../api";
import type { Moderation } from "./protocol";
import { isStaff, type RoomEvent, type RoomState } from "./roomState";

type Recorded =
  "recording" | "recordingPaused" | "recordingOver" | "recordingReady" | "recordingFailed" | "diskFull";

export type Happening =
  | { kind: "joined" | "left" | "hand" | "sharing"; name: string }
  | { kind: "knock"; count: number }
  | { kind: "message"; message: ChatMessage }
  | { kind: "role"; role: "host" | "cohost" | "participant" }
  | { kind: "locked" | "unlocked" | "break" | "breakOver" | "poll" | "pollClosed" | Recorded }
  | { kind: "moderated"; what: "mic" | "camera" | "screen"; name: string }
  | { kind: "routed" };

/** What an event means to the person, seen from the state before and after it. */
export function happeningOf(before: RoomState, after: RoomState, event: RoomEvent): Happening | null {
  switch (event.type) {
    case "participant-joined":
      return event.data.participant.participant_id === after.me
        ? null
        : { kind: "joined", name: event.data.participant.full_name };
    case "participant-left":
      return named(before, event.data.participant_id, "left");
    case "participant-updated":
      return changeOf(before, after, event.data.participant.participant_id);
    case "hand-updated":
      return event.data.raised && event.data.participant_id !== after.me
        ? named(after, event.data.participant_id, "hand")
        : null;
    case "waiting-list":
      return after.waiting.length > before.waiting.length
        ? { kind: "knock", count: after.waiting.length }
        : null;
    case "chat-message":
      return event.data.message.participant_id === after.me
        ? null
        : { kind: "message", message: event.data.message };
    case "room-updated":
      if (before.room.is_locked === after.room.is_locked) return null;
      return { kind: after.room.is_locked ? "locked" : "unlocked" };
    case "poll-opened":
      return isStaff(after) ? null : { kind: "poll" };
    case "poll-closed":
      return { kind: "pollClosed" };
    case "break-updated":
      return { kind: event.data.active ? "break" : "breakOver" };
    case "recording-started":
    case "recording-resumed":
      return { kind: "recording" };
    case "recording-paused":
      return { kind: "recordingPaused" };
    case "recording-stopped":
      return { kind: "recordingOver" };
    case "recording-ready":
      return event.data.status === "completed" || !isStaff(after) ? null : { kind: "recordingReady" };
    case "recording-error":
      return { kind: event.data.code === "INSUFFICIENT_STORAGE" ? "diskFull" : "recordingFailed" };
    case "media-mode":
      return before.media.mode === "p2p" && after.media.mode === "sfu" ? { kind: "routed" } : null;
    default:
      return null;
  }
}

export function moderationOf(room: RoomState, { by, kind }: Moderation): Happening | null {
  return kind && { kind: "moderated", what: kind, name: room.people[by]?.full_name ?? "" };
}

function changeOf(before: RoomState, after: RoomState, id: string): Happening | null {
  const old = before.people[id];
  const person = after.people[id];
  if (!old || !person) return null;
  if (id === after.me)
    return old.room_role === person.room_role ? null : { kind: "role", role: person.room_role };
  return !old.screen && person.screen ? { kind: "sharing", name: person.full_name } : null;
}

function named(room: RoomState, id: string, kind: "left" | "hand"): Happening | null {
  const person = room.people[id];
  return person && id !== room.me ? { kind, name: person.full_name } : null;
}
