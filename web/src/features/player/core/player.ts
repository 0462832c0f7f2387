// The player without its looks: turns wishes into calls on the media element and the engine, and what these say
// into one state that a view can subscribe to.
import { refreshSession } from "../../../api/http";
import type { EngineProblem, MediaEngine, OpenEngine } from "./engine";
import { onNetworkChange } from "./network";
import { openEngine } from "./openEngine";
import {
  INITIAL_STATE,
  levelForWish,
  reduce,
  type Failure,
  type PlayerEvent,
  type PlayerState,
} from "./playerState";
import { loadPreferences, savePreferences, type QualityWish } from "./preferences";
import { readTimeRanges } from "./ranges";
import { nextSpeed } from "./speeds";

const RETRY_SECONDS = [2, 4, 8, 15, 30];
const RECOVERY_PAUSE_MS = 10_000;
const FRAME_SECONDS = 1 / 30;

export interface PlayerPorts {
  openEngine: OpenEngine;
  renewAccess(): Promise<boolean>;
  now(): number;
}

const BROWSER: PlayerPorts = { openEngine, renewAccess: refreshSession, now: () => Date.now() };

/** Where a lecture is to be had. */
export interface Source {
  address: string;
  /** Its sound without the picture, if there is a picture to leave out. */
  sound: string | null;
}

export class Player {
  private current: PlayerState = INITIAL_STATE;
  private readonly subscribers = new Set<() => void>();
  private readonly stopListening = new AbortController();
  private engine: MediaEngine | null = null;
  private retryTimer: number | undefined;
  private lastRecovery = -Infinity;
  private source: Source = { address: "", sound: null };
  private startAt = 0;
  private wantsToPlay = false;
  private wantedPosition: number | null = null;
  private readyRenditions: string | null = null;

  constructor(
    readonly video: HTMLVideoElement,
    private readonly ports: PlayerPorts = BROWSER,
  ) {
    const { speed, volume, muted, quality } = loadPreferences();
    video.volume = volume;
    video.muted = muted;
    video.defaultPlaybackRate = speed;
    video.playbackRate = speed;
    video.preservesPitch = true;
    this.current = { ...INITIAL_STATE, speed, volume, muted, quality };
    this.listen();
  }

  // ---- state ----

  get state(): PlayerState {
    return this.current;
  }

  readonly getState = (): PlayerState => this.current;

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  };

  private dispatch(event: PlayerEvent): void {
    const next = reduce(this.current, event);
    if (next === this.current) return;
    this.current = next;
    this.subscribers.forEach((subscriber) => subscriber());
  }

  // ---- life ----

  async open(source: Source, startAt: number, expectedDuration = 0): Promise<void> {
    if (expectedDuration > 0) this.dispatch({ type: "duration", duration: expectedDuration });
    this.dispatch({ type: "position", position: startAt });
    this.source = source;
    this.startAt = startAt;
    this.wantedPosition = null;
    this.engine ??= await this.startEngine();
    if (this.stopListening.signal.aborted) return this.engine?.destroy();
    if (!this.engine) return this.fail({ kind: "unsupported" });
    this.engine.load(this.address, startAt);
  }

  /** Takes new renditions at once while at rest; playback is not interrupted, the view offers them. */
  renditionsReady(names: string): void {
    const known = this.readyRenditions;
    this.readyRenditions = names;
    if (known === null || known === names) return;
    if (this.video.paused) void this.reopen();
    else this.dispatch({ type: "outdated", outdated: true });
  }

  /** Loads the list of renditions again, at the same place: better ones have become ready. */
  async reopen(): Promise<void> {
    this.dispatch({ type: "outdated", outdated: false });
    const goOn = !this.video.paused || this.wantsToPlay;
    const { hasStarted, position } = this.current;
    const hasPlace = hasStarted || this.wantedPosition !== null;
    await this.open(this.source, hasPlace ? position : this.startAt);
    if (goOn) await this.play();
  }

  destroy(): void {
    this.stopListening.abort();
    window.clearTimeout(this.retryTimer);
    this.engine?.destroy();
    this.engine = null;
    this.subscribers.clear();
  }

  private async startEngine(): Promise<MediaEngine | null> {
    try {
      return await this.ports.openEngine(this.video, {
        levels: (levels) => {
          // Those of the picture stay on offer while there is only sound.
          if (!this.isSoundOnly) this.dispatch({ type: "levels", levels });
          this.applyQuality();
        },
        levelShown: (name) => this.dispatch({ type: "level", name }),
        received: () => this.connectionIsBack(),
        problem: (problem) => void this.handle(problem),
      });
    } catch (error) {
      // The player's own code could not be loaded.
      this.fail({ kind: "media", code: "PLAYER_NOT_LOADED", detail: String(error) });
      return null;
    }
  }

  private listen(): void {
    const { video } = this;
    const on = (name: string, handler: () => void, target: EventTarget = video) =>
      target.addEventListener(name, handler, { signal: this.stopListening.signal });

    on("loadedmetadata", () => {
      video.playbackRate = this.current.speed;
      if (this.wantedPosition !== null) video.currentTime = this.wantedPosition;
      this.wantedPosition = null;
      if (this.wantsToPlay) void this.play();
      this.dispatch({
        type: "opened",
        duration: video.duration,
        position: video.currentTime || this.startAt,
      });
    });
    on("durationchange", () => {
      if (Number.isFinite(video.duration)) this.dispatch({ type: "duration", duration: video.duration });
    });
    on("play", () => this.dispatch({ type: "play" }));
    on("playing", () => this.dispatch({ type: "playing" }));
    on("pause", () => this.dispatch({ type: "pause" }));
    on("waiting", () => this.dispatch({ type: "waiting" }));
    on("ended", () => this.dispatch({ type: "ended" }));
    on("timeupdate", () => this.dispatch({ type: "position", position: video.currentTime }));
    on("progress", () => this.dispatch({ type: "buffered", ranges: readTimeRanges(video.buffered) }));
    on("volumechange", () => this.dispatch({ type: "volume", volume: video.volume, muted: video.muted }));
    on("ratechange", () => this.dispatch({ type: "speed", speed: video.playbackRate }));
    on("enterpictureinpicture", () => this.dispatch({ type: "pictureInPicture", active: true }));
    on("leavepictureinpicture", () => this.dispatch({ type: "pictureInPicture", active: false }));
    onNetworkChange(() => this.changeQuality(loadPreferences().quality), this.stopListening.signal);
    on("online", () => this.current.connection && this.retryNow(), window);
  }

  // ---- wishes ----

  /** Before anything is loaded this is remembered, so that an early press of the button is not lost. */
  async play(): Promise<void> {
    this.wantsToPlay = this.video.readyState < HTMLMediaElement.HAVE_METADATA;
    if (this.wantsToPlay) return this.dispatch({ type: "play" });
    try {
      await this.video.play();
    } catch {
      // The browser wants a click first, or a new source came in between; the play button stays.
    }
  }

  pause(): void {
    this.wantsToPlay = false;
    if (this.video.paused) this.dispatch({ type: "pause" });
    this.video.pause();
  }

  toggle(): void {
    if (this.video.paused && !this.wantsToPlay) void this.play();
    else this.pause();
  }

  /** Without metadata the element would forget the place as soon as the engine gives it a source. */
  seek(seconds: number): void {
    const position = Math.min(this.current.duration, Math.max(0, seconds));
    if (this.video.readyState < HTMLMediaElement.HAVE_METADATA) this.wantedPosition = position;
    else this.video.currentTime = position;
    this.dispatch({ type: "position", position });
  }

  skip(seconds: number): void {
    this.seek(this.current.position + seconds);
  }

  stepFrame(direction: 1 | -1): void {
    if (this.video.paused) this.skip(direction * FRAME_SECONDS);
  }

  setVolume(volume: number): void {
    this.video.volume = Math.min(1, Math.max(0, volume));
    this.video.muted = this.video.volume === 0;
    savePreferences({ volume: this.video.volume, muted: this.video.muted });
  }

  toggleMute(): void {
    this.video.muted = !this.video.muted;
    if (!this.video.muted && this.video.volume === 0) this.video.volume = 0.5;
    savePreferences({ volume: this.video.volume, muted: this.video.muted });
  }

  setSpeed(speed: number): void {
    this.video.defaultPlaybackRate = speed;
    this.video.playbackRate = speed;
    savePreferences({ speed });
  }

  stepSpeed(direction: 1 | -1): void {
    this.setSpeed(nextSpeed(this.current.speed, direction));
  }

  setQuality(quality: QualityWish): void {
    savePreferences({ quality });
    this.changeQuality(quality);
  }

  async togglePictureInPicture(): Promise<void> {
    try {
      if (document.pictureInPictureElement === this.video) await document.exitPictureInPicture();
      else await this.video.requestPictureInPicture();
    } catch {
      // Refused by the browser, for example before the first frame: nothing changes on the page.
    }
  }

  /** Whether the sound can be had without the picture. */
  get hasSound(): boolean {
    return this.source.sound !== null;
  }

  private get isSoundOnly(): boolean {
    return this.current.quality === "sound" && this.source.sound !== null;
  }

  private get address(): string {
    return (this.isSoundOnly ? this.source.sound : null) ?? this.source.address;
  }

  private changeQuality(quality: QualityWish): void {
    const before = this.address;
    this.dispatch({ type: "quality", quality });
    if (this.address === before) this.applyQuality();
    else void this.reopen();
  }

  private applyQuality(): void {
    const level = levelForWish(this.current.levels, this.current.quality);
    this.engine?.chooseLevel(this.isSoundOnly ? null : (level?.name ?? null));
  }

  // ---- trouble ----

  retryNow(): void {
    window.clearTimeout(this.retryTimer);
    this.engine?.reconnect();
  }

  private async handle(problem: EngineProblem): Promise<void> {
    if (problem.kind === "media") return this.recoverOrFail(problem.detail);
    const { status } = problem;
    if (status === 401 && (await this.ports.renewAccess().catch(() => false))) return this.retryNow();
    if (status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429) {
      return this.fail({ kind: "unavailable", status });
    }
    this.retryLater();
  }

  private retryLater(): void {
    const attempt = this.current.connection?.attempt ?? 0;
    const seconds = RETRY_SECONDS[Math.min(attempt, RETRY_SECONDS.length - 1)] ?? 30;
    this.dispatch({ type: "connectionLost", retryAt: this.ports.now() + seconds * 1000 });
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.retryNow(), seconds * 1000);
  }

  private connectionIsBack(): void {
    window.clearTimeout(this.retryTimer);
    this.dispatch({ type: "connectionBack" });
  }

  private recoverOrFail(detail: string): void {
    const now = this.ports.now();
    if (now - this.lastRecovery > RECOVERY_PAUSE_MS) {
      this.lastRecovery = now;
      this.engine?.recover();
    } else {
      this.fail({ kind: "media", code: "PLAYBACK_FAILED", detail });
    }
  }

  private fail(failure: Failure): void {
    window.clearTimeout(this.retryTimer);
    this.video.pause();
    this.dispatch({ type: "failed", failure });
  }
}
