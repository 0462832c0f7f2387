// Adaptive playback by hls.js on Media Source Extensions.
import Hls, { Events, type ErrorData, type HlsConfig, type Level as HlsLevel, type LoadPolicy } from "hls.js";
import type { EngineListener, MediaEngine } from "./engine";
import type { Level } from "./playerState";

// The player counts down and tries again itself, so that people see it; hls.js gives up soon.
const QUICK_TO_GIVE_UP: LoadPolicy = {
  default: {
    maxTimeToFirstByteMs: 10_000,
    maxLoadTimeMs: 60_000,
    timeoutRetry: { maxNumRetry: 1, retryDelayMs: 0, maxRetryDelayMs: 0 },
    errorRetry: { maxNumRetry: 1, retryDelayMs: 500, maxRetryDelayMs: 500 },
  },
};

const CONFIG: Partial<HlsConfig> = {
  capLevelToPlayerSize: true,
  backBufferLength: 60,
  manifestLoadPolicy: QUICK_TO_GIVE_UP,
  playlistLoadPolicy: QUICK_TO_GIVE_UP,
  fragLoadPolicy: QUICK_TO_GIVE_UP,
  // A worker would need blob: in the content security policy; fragmented MP4 needs next to no work.
  enableWorker: false,
};

export function openHlsEngine(video: HTMLVideoElement, listener: EngineListener): MediaEngine | null {
  return Hls.isSupported() ? new HlsEngine(video, listener) : null;
}

class HlsEngine implements MediaEngine {
  private hls: Hls | null = null;
  private address = "";
  private startAt = 0;
  private wantedLevel: string | null = null;
  private levels: readonly Level[] = [];

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly listener: EngineListener,
  ) {}

  load(address: string, startAt: number): void {
    this.hls?.destroy();
    this.address = address;
    this.startAt = startAt;
    const hls = new Hls({ ...CONFIG, startPosition: startAt });
    this.hls = hls;
    hls.on(Events.MANIFEST_PARSED, (_, { levels }) => this.readLevels(levels));
    hls.on(Events.LEVELS_UPDATED, (_, { levels }) => this.readLevels(levels));
    hls.on(Events.LEVEL_SWITCHED, (_, { level }) => {
      const shown = this.levels[level];
      if (shown) this.listener.levelShown(shown.name);
    });
    hls.on(Events.FRAG_LOADED, () => this.listener.received());
    hls.on(Events.ERROR, (_, data) => this.report(data));
    hls.loadSource(address);
    hls.attachMedia(this.video);
  }

  chooseLevel(name: string | null): void {
    this.wantedLevel = name;
    if (this.hls) this.hls.nextLevel = this.levels.findIndex((level) => level.name === name);
  }

  reconnect(): void {
    if (this.levels.length === 0) this.load(this.address, this.startAt);
    else this.hls?.startLoad(this.video.currentTime);
  }

  recover(): void {
    this.hls?.recoverMediaError();
  }

  destroy(): void {
    this.hls?.destroy();
    this.hls = null;
  }

  private readLevels(levels: readonly HlsLevel[]): void {
    this.levels = levels.map((level) => ({
      name: renditionIn(level.url[0] ?? ""),
      height: shorterSide(level),
    }));
    this.listener.levels(this.levels);
    if (this.wantedLevel !== null) this.chooseLevel(this.wantedLevel);
  }

  private report(data: ErrorData): void {
    if (!data.fatal) return;
    if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
      this.listener.problem({ kind: "network", status: data.response?.code || null, detail: data.details });
    } else {
      this.listener.problem({ kind: "media", detail: `${data.details}: ${data.error.message}` });
    }
  }
}

// Media playlists live under stream/<rendition>/ (row E54 of the API).
function renditionIn(address: string): string {
  return /\/stream\/([^/]+)\//.exec(address)?.[1] ?? address;
}

// Rungs are named by the shorter side: an upright lecture of 720x1280 is "720p".
function shorterSide({ width, height }: HlsLevel): number {
  return Math.min(width || height, height);
}
