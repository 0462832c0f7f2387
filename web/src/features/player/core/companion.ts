// A second picture of a lecture, such as the screen beside the presenter. It has no sound and no clock: the first
// one leads, and when it waits, both do.
import type { MediaEngine, OpenEngine } from "./engine";
import { correctionFor } from "./inStep";
import { openEngine } from "./openEngine";
import { readTimeRanges } from "./ranges";

const CHECK_MS = 250;

export class Companion {
  private engine: MediaEngine | null = null;
  private readonly stopListening = new AbortController();
  private timer: number | undefined;
  private isCorrecting = false;
  private away = true;

  constructor(
    private readonly leader: HTMLVideoElement,
    private readonly video: HTMLVideoElement,
    /** Told when there begins or ends to be something to see. */
    private readonly onAway: (away: boolean) => void,
    private readonly open: OpenEngine = openEngine,
  ) {
    video.muted = true;
  }

  async start(address: string): Promise<void> {
    const engine = await this.open(this.video, {
      levels: () => undefined,
      levelShown: () => undefined,
      received: () => this.check(),
      // The lecture goes on without it.
      problem: () => this.setAway(true),
    }).catch(() => null);
    if (this.stopListening.signal.aborted) return engine?.destroy();
    this.engine = engine;
    engine?.load(address, this.leader.currentTime);
    this.listen();
    this.timer = window.setInterval(() => this.check(), CHECK_MS);
  }

  destroy(): void {
    this.stopListening.abort();
    window.clearInterval(this.timer);
    this.engine?.destroy();
    this.engine = null;
  }

  private listen(): void {
    const on = (name: string, handler: () => void, target: HTMLVideoElement = this.leader) =>
      target.addEventListener(name, handler, { signal: this.stopListening.signal });
    for (const name of ["playing", "pause", "waiting", "ended", "ratechange"]) on(name, () => this.check());
    on("seeking", () => {
      this.video.currentTime = this.leader.currentTime;
    });
    on("loadeddata", () => this.check(), this.video);
  }

  private check(): void {
    const { leader, video } = this;
    if (video.readyState < HTMLMediaElement.HAVE_METADATA) return this.setAway(true);
    const clock = leader.currentTime;
    if (clock >= video.duration) {
      video.pause();
      return this.setAway(true);
    }
    const isThere = readTimeRanges(video.buffered).some(({ from, to }) => from <= clock && clock < to);
    const correction = correctionFor({
      clock,
      picture: video.currentTime,
      speed: leader.playbackRate,
      isCorrecting: this.isCorrecting,
      isThere,
    });
    this.isCorrecting = correction.do === "hurry";
    this.setAway(!isThere && correction.do === "wait");
    if (correction.do === "jump" && !video.seeking) video.currentTime = clock;
    if (correction.do === "follow" || correction.do === "hurry") video.playbackRate = correction.speed;
    const leads = !leader.paused && !leader.ended && leader.readyState > HTMLMediaElement.HAVE_CURRENT_DATA;
    if (!leads || correction.do === "wait") video.pause();
    else if (video.paused) void video.play().catch(() => undefined);
    // At rest speed changes nothing.
    if (!leads && correction.do === "hurry" && !video.seeking) video.currentTime = clock;
  }

  private setAway(away: boolean): void {
    if (this.away === away) return;
    this.away = away;
    this.onAway(away);
  }
}
