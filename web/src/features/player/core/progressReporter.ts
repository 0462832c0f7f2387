// Tells the server what was watched: every few seconds while playing, on pause, at the end, and when the page goes.
import type { ProgressAnswer, ProgressEvent, ProgressReport } from "../api";
import { PlayedLog } from "./playedLog";
import { addRange, type Range } from "./ranges";

export interface PlaybackMoment {
  position: number;
  duration: number;
  speed: number;
  quality: string | null;
}

export interface ReporterPorts {
  send(report: ProgressReport, whileLeaving: boolean): Promise<ProgressAnswer>;
  now(): number;
  isVisible(): boolean;
}

const SHORTEST_HEARTBEAT_MS = 5_000;
const LONGEST_HEARTBEAT_MS = 10_000;

export class ProgressReporter {
  private readonly log = new PlayedLog();
  // Chosen here, so that two devices that play at the same time are two sessions.
  private sessionId = newSessionId();
  private begun = false;
  private heartbeatMs = LONGEST_HEARTBEAT_MS;
  private lastReportAt: number;
  private stallStartedAt: number | null = null;
  private stalls = 0;
  private stalledMs = 0;
  private sending = false;
  private watchedRanges: readonly Range[] = [];

  constructor(private readonly ports: ReporterPorts) {
    this.lastReportAt = ports.now();
  }

  /** What was played since the page was opened, for the seek bar. */
  get watched(): readonly Range[] {
    return this.watchedRanges;
  }

  /** Called often while the picture moves. */
  playing(moment: PlaybackMoment): void {
    const now = this.ports.now();
    this.endStall(now);
    this.log.advance(moment.position, moment.speed, now);
    if (this.log.current) this.watchedRanges = addRange(this.watchedRanges, this.log.current);
    if (!this.begun) {
      this.begun = true;
      void this.report("play", moment);
    } else if (now - this.lastReportAt >= this.heartbeatMs) {
      void this.report("heartbeat", moment);
    }
  }

  stalled(): void {
    this.log.interrupt();
    this.stallStartedAt ??= this.ports.now();
  }

  seeking(): void {
    this.log.interrupt();
    this.stallStartedAt = null;
  }

  stopped(event: "pause" | "ended", moment: PlaybackMoment): void {
    this.log.interrupt();
    this.stallStartedAt = null;
    void this.report(event, moment);
  }

  /** The page is being hidden or left; the request must outlive it. */
  leaving(moment: PlaybackMoment): void {
    if (!this.log.isEmpty) void this.report("heartbeat", moment, true);
  }

  private async report(event: ProgressEvent, moment: PlaybackMoment, whileLeaving = false): Promise<void> {
    if (this.sending && !whileLeaving && event === "heartbeat") return;
    const now = this.ports.now();
    this.lastReportAt = now;
    this.endStall(now);
    const segments = this.log.take();
    const [stalls, stalledMs] = [this.stalls, this.stalledMs];
    this.stalls = 0;
    this.stalledMs = 0;
    this.sending = true;
    try {
      const answer = await this.ports.send(
        {
          position: Math.max(0, Math.round(moment.position * 1000) / 1000),
          ...(moment.duration > 0 && { duration: moment.duration }),
          session_id: this.sessionId,
          event,
          speed: moment.speed,
          ...(moment.quality && { quality: moment.quality }),
          buffer_events: stalls,
          buffer_ms: Math.round(stalledMs),
          visible: this.ports.isVisible(),
          segments,
        },
        whileLeaving,
      );
      this.sessionId = answer.session_id;
      const wanted = answer.next_heartbeat_seconds * 1000;
      this.heartbeatMs = Math.min(LONGEST_HEARTBEAT_MS, Math.max(SHORTEST_HEARTBEAT_MS, wanted));
    } catch {
      // Nothing is lost: the next report carries it. The player itself shows that the connection is gone.
      this.log.putBack(segments);
      this.stalls += stalls;
      this.stalledMs += stalledMs;
    } finally {
      this.sending = false;
    }
  }

  private endStall(now: number): void {
    if (this.stallStartedAt === null) return;
    this.stalls += 1;
    this.stalledMs += now - this.stallStartedAt;
    this.stallStartedAt = null;
  }
}

/** A random UUID. crypto.randomUUID exists only on HTTPS, and schools run servers without. */
function newSessionId(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte, index) => (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte))
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
