// The protocol by which Firefox is driven from outside (Marionette, which geckodriver speaks to it): length, colon and
// a JSON array for each message, over TCP.
import { once } from "node:events";
import { connect, type Socket } from "node:net";

const REQUEST = 0;

interface Waiting {
  resolve(value: unknown): void;
  reject(problem: Error): void;
}

type Answer = [type: number, id: number, error: { error: string; message: string } | null, result: unknown];

export class Marionette {
  private readonly waiting = new Map<number, Waiting>();
  private unread = Buffer.alloc(0);
  private sent = 0;

  private constructor(private readonly socket: Socket) {
    socket.on("data", (piece: Buffer) => this.read(piece));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.waiting.forEach(({ reject }) => reject(new Error("Firefox has ended the connection")));
      this.waiting.clear();
    });
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new Marionette(socket);
  }

  /** The result of a command, such as "WebDriver:Navigate"; throws what Firefox says is wrong. */
  send(command: string, parameters: object = {}): Promise<unknown> {
    const id = (this.sent += 1);
    const message = JSON.stringify([REQUEST, id, command, parameters]);
    this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  close(): void {
    this.socket.destroy();
  }

  private read(piece: Buffer): void {
    this.unread = Buffer.concat([this.unread, piece]);
    for (;;) {
      const colon = this.unread.indexOf(":");
      const end = colon + 1 + Number(this.unread.subarray(0, colon));
      if (colon < 0 || this.unread.length < end) return;
      this.take(JSON.parse(this.unread.subarray(colon + 1, end).toString()) as Answer | object);
      this.unread = this.unread.subarray(end);
    }
  }

  /** The first message is a greeting and no answer. */
  private take(message: Answer | object): void {
    if (!Array.isArray(message)) return;
    const [, id, problem, result] = message as Answer;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (problem) waiting?.reject(new Error(`${problem.error}: ${problem.message}`));
    else waiting?.resolve(result);
  }
}
