// What a person chose in one class and expects to find again in the next.
import type { StageStyle } from "../stage/layout";
import type { DataUse } from "./slots";

export interface Preferences {
  /** Device ids; empty is the browser's own choice. */
  micId: string;
  cameraId: string;
  speakerId: string;
  /** Whether to come in with them on. */
  mic: boolean;
  camera: boolean;
  dataUse: DataUse;
  shortcuts: boolean;
  /** Whether what is behind one is blurred, where the camera can do that. */
  blur: boolean;
  stage: StageStyle;
  /** What one is called in classes; empty for the name of the account. */
  displayName: string;
}

const KEY = "vtp.class";
const DEFAULTS: Preferences = {
  micId: "",
  cameraId: "",
  speakerId: "",
  mic: false,
  camera: false,
  dataUse: "full",
  shortcuts: true,
  blur: false,
  stage: "grid",
  displayName: "",
};

export function loadPreferences(storage: Storage = localStorage): Preferences {
  const stored = readStored(storage);
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    micId: text(stored.micId),
    cameraId: text(stored.cameraId),
    speakerId: text(stored.speakerId),
    mic: stored.mic === true,
    camera: stored.camera === true,
    dataUse: stored.dataUse === "saver" || stored.dataUse === "audio" ? stored.dataUse : DEFAULTS.dataUse,
    shortcuts: stored.shortcuts !== false,
    blur: stored.blur === true,
    stage: stored.stage === "speaker" ? stored.stage : DEFAULTS.stage,
    displayName: text(stored.displayName),
  };
}

export function savePreferences(change: Partial<Preferences>, storage: Storage = localStorage): void {
  try {
    storage.setItem(KEY, JSON.stringify({ ...loadPreferences(storage), ...change }));
  } catch {
    // Storage is full or blocked: the choice lasts for this page only.
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
