// Chooses how media gets into the page. Chromium claims to play HLS by itself but gives no choice of quality,
// so hls.js is asked first. It is large, and loaded only when a lecture is opened.
import type { OpenEngine } from "./engine";
import { openNativeEngine } from "./nativeEngine";

export const openEngine: OpenEngine = async (video, listener) => {
  const { openHlsEngine } = await import("./hlsEngine");
  return openHlsEngine(video, listener) ?? openNativeEngine(video, listener);
};
