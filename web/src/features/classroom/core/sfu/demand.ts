// What is wanted of each picture of the others: nothing while nobody looks, and no more than the tile can show. Pure.
import type { DataUse, Slot } from "../slots";
import type { Layers } from "./sfuProtocol";

/** A tile on the screen. `height` in device pixels. */
export interface View {
  height: number;
  isVisible: boolean;
  isPinned: boolean;
}

export interface Demand {
  isWanted: boolean;
  layers: Layers | null;
  /** Of 255; the server's own order is by source. */
  priority: number;
}

export interface DemandContext {
  slot: Slot;
  dataUse: DataUse;
  isHost: boolean;
  /** Whether the page can be seen at all. */
  isPageVisible: boolean;
}

const SOUND: Demand = { isWanted: true, layers: null, priority: 255 };

/** A picture of 180 lines may be stretched this far before the next quality is worth its data. */
const STRETCH = 1.4;
const CAMERA_LINES = [180, 360];
const SCREEN_LINES = [300];

export function demandOf(view: View | null, context: DemandContext): Demand {
  const { slot, dataUse, isPageVisible } = context;
  if (slot === "mic" || slot === "screenAudio") return SOUND;
  const isSaved = dataUse === "audio" && slot === "camera";
  return {
    isWanted: view !== null && view.isVisible && isPageVisible && !isSaved,
    layers: view && layersFor(view.height, slot, dataUse),
    priority: priorityOf(view, context),
  };
}

export function layersFor(height: number, slot: "camera" | "screen", dataUse: DataUse): Layers {
  const lines = slot === "camera" ? CAMERA_LINES : SCREEN_LINES;
  const needed = lines.filter((of) => height > of * STRETCH).length;
  if (dataUse === "full") return { spatialLayer: needed, temporalLayer: 2 };
  // Letters that cannot be read are no saving.
  return slot === "screen"
    ? { spatialLayer: needed, temporalLayer: 1 }
    : { spatialLayer: Math.min(needed, 1), temporalLayer: 1 };
}

function priorityOf(view: View | null, { slot, isHost }: DemandContext): number {
  if (slot === "screen") return 200;
  if (view?.isPinned) return 120;
  return isHost ? 150 : 10;
}

/** For all that is received together, in bit/s; null for no limit. */
export function receiveLimit(use: DataUse): number | null {
  return use === "saver" ? 800_000 : null;
}

export function sameLayers(a: Layers | null, b: Layers | null): boolean {
  return a?.spatialLayer === b?.spatialLayer && a?.temporalLayer === b?.temporalLayer;
}
