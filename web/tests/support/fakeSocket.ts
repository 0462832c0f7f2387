// A Socket.IO client whose server is the test.
import type { ConnectionPorts } from "../../src/features/classroom/core/connection";
import type { Socket } from "../../src/features/classroom/core/socket";

type Listener = (...values: never[]) => void;

export class FakeSocket implements Socket {
  active = true;
  recovered = false;
  connects = 0;
  disconnects = 0;
  readonly sent: { event: string; payload: Record<string, unknown> }[] = [];
  /** What the server answers to each request. */
  answers: Record<string, unknown> = {};
  private readonly listeners = new Map<string, Listener[]>();

  readonly io = { on: (event: "reconnect_attempt", listener: () => void) => this.on(event, listener) };

  connect(): void {
    this.connects += 1;
  }

  disconnect(): void {
    this.disconnects += 1;
  }

  on(event: string, listener: Listener): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  emit(event: string, payload: unknown): void {
    this.sent.push({ event, payload: payload as Record<string, unknown> });
  }

  timeout() {
    return {
      emitWithAck: async (event: string, payload: unknown): Promise<unknown> => {
        this.emit(event, payload);
        await Promise.resolve();
        if (!(event in this.answers)) throw new Error("operation has timed out");
        return this.answers[event];
      },
    };
  }

  /** The server says something, or the client notices something. */
  hears(event: string, ...values: unknown[]): void {
    this.listeners.get(event)?.forEach((listener) => listener(...(values as never[])));
  }

  requests(event: string) {
    return this.sent.filter((sent) => sent.event === event).map(({ payload }) => payload);
  }
}

export function portsFor(socket: FakeSocket, change: Partial<ConnectionPorts> = {}): ConnectionPorts {
  return {
    openSocket: () => socket,
    renewAccess: async () => "new-token",
    tellSignedOut: () => undefined,
    now: () => 1_000_000,
    chance: () => 0,
    ...change,
  };
}
