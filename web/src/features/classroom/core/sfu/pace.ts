// Spreads what is asked for over time: whoever comes into a large class has many questions, and the server counts them.

const BURST = 20;
const STEP_MS = 30;

export class Pace {
  private tokens = BURST;
  private filledAt: number;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly now: () => number = () => performance.now()) {
    this.filledAt = now();
  }

  /** Resolves when it is one's turn; turns come in the order in which they were asked for. */
  turn(): Promise<void> {
    this.last = this.last.then(() => this.take());
    return this.last;
  }

  private async take(): Promise<void> {
    this.fill();
    if (this.tokens < 1) {
      await new Promise((done) => setTimeout(done, STEP_MS));
      this.fill();
    }
    this.tokens -= 1;
  }

  private fill(): void {
    const now = this.now();
    this.tokens = Math.min(BURST, this.tokens + (now - this.filledAt) / STEP_MS);
    this.filledAt = now;
  }
}
