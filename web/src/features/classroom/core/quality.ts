// How good a connection is: from loss, round trip and jitter to one of four words, with the thresholds of the server.

export const QUALITIES = ["poor", "fair", "good", "excellent"] as const;
export type Quality = (typeof QUALITIES)[number];

export function qualityNamed(name: string | null): Quality | null {
  return QUALITIES.find((quality) => quality === name) ?? null;
}

export interface Measurement {
  lossPercent: number;
  roundTripMs: number;
  jitterMs: number;
}

const LIMITS: readonly (readonly [Quality, Measurement])[] = [
  ["excellent", { lossPercent: 1, roundTripMs: 150, jitterMs: 20 }],
  ["good", { lossPercent: 3, roundTripMs: 300, jitterMs: 40 }],
  ["fair", { lossPercent: 8, roundTripMs: 600, jitterMs: 80 }],
];

/** The worst of the three decides. */
export function qualityOf({ lossPercent, roundTripMs, jitterMs }: Measurement): Quality {
  const found = LIMITS.find(
    ([, most]) =>
      lossPercent <= most.lossPercent && roundTripMs <= most.roundTripMs && jitterMs <= most.jitterMs,
  );
  return found?.[0] ?? "poor";
}

export function worse(a: Quality, b: Quality): Quality {
  return QUALITIES.indexOf(a) < QUALITIES.indexOf(b) ? a : b;
}

const STABLE_MS = 5_000;
const SMOOTHING_MS = 5_000;

/** Smooths measurements; getting worse is told at once, getting better only once it has lasted. */
export class QualityMeter {
  private smooth: Measurement | null = null;
  private measuredAt = 0;
  private betterSince: number | null = null;
  private shown: Quality | null = null;

  /** `at` is in milliseconds on any clock that only goes forward. */
  add(measurement: Measurement, at: number): Quality {
    this.smooth = this.smooth ? blend(this.smooth, measurement, at - this.measuredAt) : measurement;
    this.measuredAt = at;
    const now = qualityOf(this.smooth);
    if (this.shown === null || worse(now, this.shown) === now) {
      this.betterSince = null;
      this.shown = now;
    } else {
      this.betterSince ??= at;
      if (at - this.betterSince >= STABLE_MS) {
        this.shown = now;
        this.betterSince = null;
      }
    }
    return this.shown;
  }
}

function blend(before: Measurement, now: Measurement, elapsedMs: number): Measurement {
  const share = 1 - Math.exp(-Math.max(0, elapsedMs) / SMOOTHING_MS);
  const mix = (a: number, b: number) => a + (b - a) * share;
  return {
    lossPercent: mix(before.lossPercent, now.lossPercent),
    roundTripMs: mix(before.roundTripMs, now.roundTripMs),
    jitterMs: mix(before.jitterMs, now.jitterMs),
  };
}
