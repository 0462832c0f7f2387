// How fast bytes go, over the last few seconds.

const WINDOW_MS = 8_000;

interface Sample {
  at: number;
  bytes: number;
}

export class RateMeter {
  private samples: Sample[] = [];

  /** `bytes` is the total sent so far. */
  add(at: number, bytes: number): void {
    this.samples = [...this.samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, bytes }];
  }

  reset(): void {
    this.samples = [];
  }

  /** null until there is something to go by. */
  get bytesPerSecond(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.at - first.at < 500 || last.bytes <= first.bytes) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}
