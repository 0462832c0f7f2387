// What one may do oneself, and whom one may moderate. The server decides; this only spares people dead ends.
import type { Participant } from "../../../api";
import type { Source } from "./localMedia";
import { isStaff, roleOf, type RoomState } from "./roomState";

const SOURCES: readonly Source[] = ["mic", "camera", "screen"];

export function allowedSources(room: RoomState): { allowed: Source[]; forbidden: Source[] } {
  const allowed = SOURCES.filter((source) => room.permissions[source]);
  return { allowed, forbidden: SOURCES.filter((source) => !allowed.includes(source)) };
}

/** Members who only watch and listen. */
export function isReceiveOnly(room: RoomState): boolean {
  return !isStaff(room) && Object.values(room.permissions).every((permission) => !permission);
}

/** Co-hosts have no power over hosts, and nobody over themselves. */
export function mayModerate(room: RoomState, person: Participant): boolean {
  if (!isStaff(room) || person.participant_id === room.me) return false;
  return roleOf(room) === "host" || person.room_role !== "host";
}

export function maySetRoles(room: RoomState): boolean {
  return roleOf(room) === "host";
}

export function mayEndClass(room: RoomState): boolean {
  return roleOf(room) === "host";
}

export function allowsChat(room: RoomState): boolean {
  return room.permissions.chat;
}

export function allowsHands(room: RoomState): boolean {
  return room.permissions.hands;
}

export function allowsReactions(room: RoomState): boolean {
  return room.permissions.reactions;
}
