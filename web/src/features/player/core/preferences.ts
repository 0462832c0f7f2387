// What a person set in the player and expects to find again in the next lecture.
import { nearestSpeed } from "./speeds";

/** "auto", or the height of the wanted rendition. */
export type QualityWish = "auto" | number;

export interface Preferences {
  speed: number;
  volume: number;
  muted: boolean;
  quality: QualityWish;
  shortcuts: boolean;
  theatre: boolean;
}

const KEY = "vtp.player";
const DEFAULTS: Preferences = {
  speed: 1,
  volume: 1,
  muted: false,
  quality: "auto",
  shortcuts: true,
  theatre: false,
};

export function loadPreferences(storage: Storage = localStorage): Preferences {
  const stored = readStored(storage);
  return {
    speed: typeof stored.speed === "number" ? nearestSpeed(stored.speed) : DEFAULTS.speed,
    volume: typeof stored.volume === "number" ? Math.min(1, Math.max(0, stored.volume)) : DEFAULTS.volume,
    muted: stored.muted === true,
    quality: typeof stored.quality === "number" ? stored.quality : DEFAULTS.quality,
    shortcuts: stored.shortcuts !== false,
    theatre: stored.theatre === true,
  };
}

export function savePreferences(change: Partial<Preferences>, storage: Storage = localStorage): void {
  try {
    storage.setItem(KEY, JSON.stringify({ ...loadPreferences(storage), ...change }));
  } catch {
    // Storage is full or blocked: the setting lasts for this page only.
  }
}

function readStored(storage: Storage): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
