// What a call is to the rest of the page, whichever way its packets take.
import type { Quality } from "./quality";
import type { Layers, PauseReason } from "./sfu/sfuProtocol";
import { SLOTS, type Slot } from "./slots";

export type CallStatus = "connecting" | "connected" | "interrupted" | "failed";

/** One stream of somebody else. */
export interface RemoteStream {
  stream: MediaStream;
  /** Something has arrived: until then there is nothing to show. */
  flows: boolean;
  /** Why nothing is sent to us at the moment, if that is so. */
  paused: PauseReason | null;
  /** The quality that is sent to us, and the one that was asked for; only of pictures in several qualities. */
  layers: Layers | null;
  asked: Layers | null;
}

export type PersonStreams = Readonly<Partial<Record<Slot, RemoteStream>>>;

export interface CallState {
  status: CallStatus;
  /** By participant id. */
  people: Readonly<Record<string, PersonStreams>>;
  /** Ids of those who can be heard at this moment. */
  speakers: readonly string[];
  quality: Quality | null;
}

/** Between two people directly, or through the server. */
export interface Call {
  readonly store: { readonly state: CallState; subscribe(subscriber: () => void): () => void };
  /** Something of one's own was switched on or off, or data is to be saved. */
  localChanged(): void;
  /** The network is another one, or there again. */
  networkChanged(): void;
  close(): void;
}

export const NOBODY: CallState["people"] = {};

/**
 * While a class changes over, both ways have streams of the same person: each stream is taken from the new way as
 * soon as something comes there.
 */
export function mergedPeople(old: CallState["people"], now: CallState["people"]): CallState["people"] {
  if (old === NOBODY) return now;
  const merged: Record<string, PersonStreams> = { ...now };
  for (const [id, before] of Object.entries(old)) merged[id] = mergedStreams(before, now[id] ?? {});
  return merged;
}

function mergedStreams(old: PersonStreams, now: PersonStreams): PersonStreams {
  const merged: Partial<Record<Slot, RemoteStream>> = {};
  for (const slot of SLOTS) {
    const stream = now[slot]?.flows ? now[slot] : (old[slot] ?? now[slot]);
    if (stream) merged[slot] = stream;
  }
  return merged;
}
