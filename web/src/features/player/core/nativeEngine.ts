// The browser's own HLS player, for browsers without Media Source Extensions (iPhones). It chooses the quality itself.
import type { EngineListener, MediaEngine } from "./engine";

export function openNativeEngine(video: HTMLVideoElement, listener: EngineListener): MediaEngine | null {
  return video.canPlayType("application/vnd.apple.mpegurl") === "" ? null : new NativeEngine(video, listener);
}

class NativeEngine implements MediaEngine {
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly listener: EngineListener,
  ) {
    video.addEventListener("error", this.onError);
    video.addEventListener("progress", this.onProgress);
  }

  load(address: string, startAt: number): void {
    this.video.src = startAt > 0 ? `${address}#t=${startAt}` : address;
  }

  chooseLevel(): void {
    // The browser offers no choice; the quality menu stays empty because no levels are announced.
  }

  reconnect(): void {
    const { currentTime, paused } = this.video;
    this.video.load();
    this.video.currentTime = currentTime;
    if (!paused) void this.video.play().catch(() => undefined);
  }

  recover(): void {
    this.reconnect();
  }

  destroy(): void {
    this.video.removeEventListener("error", this.onError);
    this.video.removeEventListener("progress", this.onProgress);
    this.video.removeAttribute("src");
    this.video.load();
  }

  private readonly onProgress = () => this.listener.received();

  private readonly onError = () => {
    const error = this.video.error;
    if (!error) return;
    const detail = `MediaError ${error.code}: ${error.message}`;
    const isNetwork = error.code === MediaError.MEDIA_ERR_NETWORK;
    this.listener.problem(isNetwork ? { kind: "network", status: null, detail } : { kind: "media", detail });
  };
}
