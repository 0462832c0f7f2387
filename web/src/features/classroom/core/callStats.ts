// Reads the statistics of a peer connection: how well both directions work, and who can be heard.
import { QualityMeter, worse, type Quality } from "./quality";

/** The fields of RTCStats that are read here; not every browser fills them all. */
interface Stats {
  id: string;
  type: string;
  packetsReceived?: number;
  packetsLost?: number;
  jitter?: number;
  fractionLost?: number;
  roundTripTime?: number;
  currentRoundTripTime?: number;
  nominated?: boolean;
}

interface Counted {
  received: number;
  lost: number;
}

export class CallStats {
  private readonly up = new QualityMeter();
  private readonly down = new QualityMeter();
  private counted: Counted | null = null;

  /** The worse of the two directions; null before there is anything to measure. */
  read(report: Iterable<readonly [string, Stats]>, at: number): Quality | null {
    const all = Array.from(report, ([, stats]) => stats);
    const up = this.readUp(all, at);
    const down = this.readDown(all, at);
    return up && down ? worse(up, down) : (up ?? down);
  }

  // What the other side reports of our packets.
  private readUp(all: readonly Stats[], at: number): Quality | null {
    const reports = all.filter(({ type }) => type === "remote-inbound-rtp");
    if (reports.length === 0) return null;
    const lossPercent = 100 * highest(reports, ({ fractionLost }) => fractionLost);
    const roundTripMs = 1_000 * highest(reports, ({ roundTripTime }) => roundTripTime);
    return this.up.add({ lossPercent, roundTripMs, jitterMs: 1_000 * highest(reports, jitterOf) }, at);
  }

  private readDown(all: readonly Stats[], at: number): Quality | null {
    const streams = all.filter(({ type }) => type === "inbound-rtp");
    if (streams.length === 0) return null;
    const now = {
      received: sum(streams, ({ packetsReceived }) => packetsReceived),
      lost: sum(streams, ({ packetsLost }) => packetsLost),
    };
    const before = this.counted;
    this.counted = now;
    if (!before) return null;
    const lost = Math.max(0, now.lost - before.lost);
    const sent = Math.max(0, now.received - before.received) + lost;
    if (sent === 0) return null;
    const pairs = all.filter(({ type, nominated }) => type === "candidate-pair" && nominated);
    const roundTripMs = 1_000 * highest(pairs, ({ currentRoundTripTime }) => currentRoundTripTime);
    return this.down.add(
      { lossPercent: (100 * lost) / sent, roundTripMs, jitterMs: 1_000 * highest(streams, jitterOf) },
      at,
    );
  }
}

function jitterOf({ jitter }: Stats): number | undefined {
  return jitter;
}

function highest(all: readonly Stats[], read: (stats: Stats) => number | undefined): number {
  return Math.max(0, ...all.map((stats) => read(stats) ?? 0));
}

function sum(all: readonly Stats[], read: (stats: Stats) => number | undefined): number {
  return all.reduce((total, stats) => total + (read(stats) ?? 0), 0);
}
