// What a call carries. Each has a place of its own in the session description, in this order and for the whole call:
// switching something on or off replaces a track and needs no new negotiation.

export const SLOTS = ["mic", "camera", "screen", "screenAudio"] as const;
export type Slot = (typeof SLOTS)[number];

export function kindOf(slot: Slot): "audio" | "video" {
  return slot === "mic" || slot === "screenAudio" ? "audio" : "video";
}

export type Tracks = Readonly<Record<Slot, MediaStreamTrack | null>>;

export const NO_TRACKS: Tracks = { mic: null, camera: null, screen: null, screenAudio: null };

/** How much may be sent and shown: all, less, or sound alone. */
export type DataUse = "full" | "saver" | "audio";

/** The most that is sent in each place, in bit/s. */
const MOST: Readonly<Record<Slot, Readonly<Record<DataUse, number>>>> = {
  mic: { full: 48_000, saver: 32_000, audio: 32_000 },
  camera: { full: 1_500_000, saver: 250_000, audio: 150_000 },
  screen: { full: 2_500_000, saver: 700_000, audio: 500_000 },
  screenAudio: { full: 96_000, saver: 48_000, audio: 32_000 },
};

export function mostBitsPerSecond(slot: Slot, use: DataUse): number {
  return MOST[slot][use];
}
