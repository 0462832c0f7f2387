// What a person set in the player and expects to find again in the next lecture.
import { networkKind, savesData, type NetworkKind } from "./network";
import { nearestSpeed } from "./speeds";

/** Chosen by the player, as small as possible, sound without picture, or the height of the wanted rendition. */
export type QualityWish = "auto" | "saver" | "sound" | number;

export interface Preferences {
  speed: number;
  volume: number;
  muted: boolean;
  /** On the network that the device is on now: what is fine at home may be dear on the road. */
  quality: QualityWish;
  shortcuts: boolean;
  theatre: boolean;
}

const KEY = "vtp.player";
const DEFAULTS = { speed: 1, volume: 1 };

export function loadPreferences(storage: Storage = localStorage): Preferences {
  const stored = readStored(storage);
  return {
    speed: typeof stored.speed === "number" ? nearestSpeed(stored.speed) : DEFAULTS.speed,
    volume: typeof stored.volume === "number" ? Math.min(1, Math.max(0, stored.volume)) : DEFAULTS.volume,
    muted: stored.muted === true,
    quality: wishOn(networkKind(), stored) ?? (savesData() ? "saver" : "auto"),
    shortcuts: stored.shortcuts !== false,
    theatre: stored.theatre === true,
  };
}

export function savePreferences(change: Partial<Preferences>, storage: Storage = localStorage): void {
  const { quality, ...others } = change;
  const stored: Stored = { ...readStored(storage), ...others };
  if (quality !== undefined) stored.qualities = { ...qualitiesIn(stored), [networkKind()]: quality };
  try {
    storage.setItem(KEY, JSON.stringify(stored));
  } catch {
    // Storage is full or blocked: the setting lasts for this page only.
  }
}

/** What is kept: qualities are by the kind of network. */
type Stored = Partial<Record<Exclude<keyof Preferences, "quality"> | "qualities", unknown>>;

function qualitiesIn({ qualities }: Stored): Partial<Record<NetworkKind, unknown>> {
  return typeof qualities === "object" && qualities !== null ? qualities : {};
}

function wishOn(network: NetworkKind, stored: Stored): QualityWish | undefined {
  const wish = qualitiesIn(stored)[network];
  return wish === "auto" || wish === "saver" || wish === "sound" || typeof wish === "number"
    ? wish
    : undefined;
}

function readStored(storage: Storage): Stored {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
