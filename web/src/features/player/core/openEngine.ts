// Chooses how media gets into the page. Chromium claims to play HLS by itself but gives no choice of quality,
// so hls.js is asked first. It is large, and loaded only when a lecture is opened.
import type { OpenEngine } from "./engine";
import { openNativeEngine } from "./nativeEngine";

const loadHlsEngine = () => import("./hlsEngine");

/** Begins the download while the page still asks what is to be played. */
export function preloadEngine(): void {
  // A failure shows when the player is opened.
  loadHlsEngine().catch(() => undefined);
}

export const openEngine: OpenEngine = async (video, listener) => {
  const { openHlsEngine } = await loadHlsEngine();
  return openHlsEngine(video, listener) ?? openNativeEngine(video, listener);
};
