// The messages of a class, oldest first. Bounded: older ones can be asked for again.
import type { ChatMessage } from "../../../api";

export const MOST_MESSAGES = 1_000;

export type ChatLog = readonly ChatMessage[];

/** Puts messages in their places; one that is there already is replaced. */
export function withMessages(log: ChatLog, added: readonly ChatMessage[]): ChatLog {
  const byId = new Map(log.map((message) => [message.id, message]));
  added.forEach((message) => byId.set(message.id, message));
  return [...byId.values()].sort(inOrder).slice(-MOST_MESSAGES);
}

export function withCorrected(log: ChatLog, corrected: ChatMessage): ChatLog {
  return log.map((message) => (message.id === corrected.id ? corrected : message));
}

export function withoutMessage(log: ChatLog, id: string): ChatLog {
  return log.filter((message) => message.id !== id);
}

// Ids are made in order of time and break ties.
function inOrder(a: ChatMessage, b: ChatMessage): number {
  return a.sent_at === b.sent_at ? compare(a.id, b.id) : compare(a.sent_at, b.sent_at);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const EDITABLE_MS = 15 * 60_000;

/** Own messages can be corrected for a quarter of an hour. */
export function isCorrectable(message: ChatMessage, userId: string, now: number): boolean {
  return message.user_id === userId && now - Date.parse(message.sent_at) < EDITABLE_MS;
}
