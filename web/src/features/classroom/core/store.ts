// A value that others can watch.

export class Store<State> {
  private readonly subscribers = new Set<() => void>();

  constructor(private current: State) {}

  readonly getState = (): State => this.current;

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  };

  get state(): State {
    return this.current;
  }

  set(next: State): void {
    if (next === this.current) return;
    this.current = next;
    this.subscribers.forEach((subscriber) => subscriber());
  }

  change(part: Partial<State>): void {
    this.set({ ...this.current, ...part });
  }
}
