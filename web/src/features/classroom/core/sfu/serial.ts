// Brings something to a state that may change again while it is being brought there: one run at a time, and one more
// when something was asked for meanwhile.

export class Serial {
  private isRunning = false;
  private isAsked = false;
  private isOver = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  /** `step` fails with what `mayRetryAfter` judges: milliseconds to the next attempt, or null to let it be. */
  constructor(
    private readonly step: () => Promise<void>,
    private readonly mayRetryAfter: (error: unknown) => number | null,
  ) {}

  ask(): void {
    clearTimeout(this.retry);
    this.isAsked = true;
    if (!this.isRunning) void this.run();
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.retry);
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.isAsked && !this.isOver) {
      this.isAsked = false;
      try {
        await this.step();
      } catch (error) {
        this.failed(error);
      }
    }
    this.isRunning = false;
  }

  private failed(error: unknown): void {
    if (this.isOver || this.isAsked) return;
    const wait = this.mayRetryAfter(error);
    if (wait !== null) this.retry = setTimeout(() => this.ask(), wait);
  }
}
