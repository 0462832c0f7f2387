// How well one is connected, and what would help.
import { useLocal, useMedia } from "../classroomContext";
import type { Quality } from "../core/quality";
import type { Advice } from "../core/sfu/sfuProtocol";

export interface OwnQuality {
  quality: Quality | null;
  /** Null when nothing helps that has not been done already. */
  advice: Advice | null;
}

export function useOwnQuality(): OwnQuality {
  const quality = useMedia(({ quality }) => quality);
  const told = useMedia(({ advice }) => advice);
  const dataUse = useLocal(({ dataUse }) => dataUse);
  const hasCamera = useLocal(({ tracks }) => tracks.camera !== null);
  const advice = told ?? (quality === "poor" ? "audio_only" : null);
  const isDone =
    dataUse === "audio" ||
    (advice === "low_data" && dataUse === "saver") ||
    (advice === "drop_own_video" && !hasCamera);
  return { quality, advice: isDone ? null : advice };
}
