// The figures of one stream that is sent in several qualities, each of which has figures of its own. Pure.
import type { StreamStatistics } from "./sfuProtocol";

export interface StreamFigures {
  kbps: number;
  lossPercent: number;
  jitterMs: number;
  /** Null where it cannot be measured. */
  roundTripMs: number | null;
}

/** Rates add up; of all else the worst counts. */
export function sumOf(all: readonly StreamStatistics[]): StreamFigures {
  const roundTrips = all.flatMap(({ roundTripTime }) => roundTripTime ?? []);
  return {
    kbps: all.reduce((sum, { bitrate }) => sum + bitrate, 0) / 1_000,
    lossPercent: 100 * Math.max(0, ...all.map(({ fractionLost }) => fractionLost)),
    jitterMs: Math.max(0, ...all.map(({ jitter }) => jitter)),
    roundTripMs: roundTrips.length > 0 ? Math.max(...roundTrips) : null,
  };
}
