// In which qualities one's own streams are sent (realtime.md section 8.2, "Simulcast"), and how many of them.
import type { DataUse, Slot } from "../slots";
import type { CodecOptions, Encoding } from "./ports";
import type { SourceName } from "./sfuProtocol";

export const SOURCE_OF: Readonly<Record<Slot, SourceName>> = {
  mic: "mic",
  camera: "camera",
  screen: "screen",
  screenAudio: "screen-audio",
};

const SLOT_OF: Readonly<Record<string, Slot>> = {
  mic: "mic",
  camera: "camera",
  screen: "screen",
  "screen-audio": "screenAudio",
};

export function slotOf(source: string): Slot | null {
  return SLOT_OF[source] ?? null;
}

const CAMERA: readonly Encoding[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: "L1T3" },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: "L1T3" },
  { scaleResolutionDownBy: 1, maxBitrate: 1_700_000, scalabilityMode: "L1T3" },
];

/** A camera that gives less has fewer qualities: a quarter of it would show nobody. */
const SMALL_CAMERA: readonly Encoding[] = [
  { scaleResolutionDownBy: 2, maxBitrate: 150_000, scalabilityMode: "L1T3" },
  { scaleResolutionDownBy: 1, maxBitrate: 500_000, scalabilityMode: "L1T3" },
];

const SCREEN: readonly Encoding[] = [
  { scaleResolutionDownBy: 2, maxBitrate: 400_000, maxFramerate: 5, dtx: true },
  { scaleResolutionDownBy: 1, maxBitrate: 2_500_000, maxFramerate: 30, dtx: true },
];

const SMALL_HEIGHT = 400;

/** `height` in pixels; unknown before the first picture of some cameras. */
export function encodingsFor(slot: Slot, height: number | undefined): Encoding[] | undefined {
  switch (slot) {
    case "camera":
      return copied((height ?? 720) <= SMALL_HEIGHT ? SMALL_CAMERA : CAMERA);
    case "screen":
      return copied(SCREEN);
    default:
      return undefined;
  }
}

function copied(encodings: readonly Encoding[]): Encoding[] {
  return encodings.map((encoding) => ({ ...encoding }));
}

export function codecOptionsFor(slot: Slot, use: DataUse): CodecOptions | undefined {
  switch (slot) {
    case "mic":
      return {
        opusStereo: false,
        opusFec: true,
        opusDtx: true,
        opusMaxAverageBitrate: use === "full" ? 48_000 : 32_000,
      };
    case "screenAudio":
      return { opusStereo: true, opusFec: true, opusDtx: true, opusMaxAverageBitrate: 96_000 };
    default:
      return { videoGoogleStartBitrate: 1_000 };
  }
}

/** The highest quality of one's own that is sent at all when data is to be saved. */
export function ownTopLayer(slot: Slot, use: DataUse): number {
  return use !== "full" && slot === "camera" ? 0 : 2;
}
