// One client of a class: a socket with everything that it heard, and what it asks for.
import { randomUUID } from "node:crypto";

import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";

import { once } from "./server";

// Only a deadlock takes so long.
const PATIENCE_MS = 20_000;

/** A JSON object whose members the test knows. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Fields = Record<string, any>;

interface Heard {
  event: string;
  payload: Fields;
}

export class Refusal extends Error {
  constructor(readonly fields: Fields) {
    super(`${fields.code}: ${fields.error}`);
  }
}

export class Peer {
  private readonly inbox: Heard[] = [];
  private wake: () => void = () => undefined;

  private constructor(
    readonly socket: Socket,
    readonly device: string,
  ) {
    // The last argument of what can be recovered is its number.
    socket.onAny((event: string, payload: Fields) => {
      this.inbox.push({ event, payload });
      this.wake();
    });
  }

  static unconnected(
    address: string,
    token: string | null,
    options: Partial<ManagerOptions & SocketOptions> = {},
    device: string = randomUUID(),
  ): Peer {
    const socket = io(address, {
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 100,
      transports: ["websocket"],
      ...(token !== null && { auth: { token } }),
      ...options,
    });
    return new Peer(socket, device);
  }

  static async connect(
    address: string,
    token: string,
    options: Partial<ManagerOptions & SocketOptions> = {},
    device: string = randomUUID(),
  ): Promise<Peer> {
    const peer = Peer.unconnected(address, token, options, device);
    await new Promise<void>((resolve, reject) => {
      peer.socket.once("connect", resolve);
      peer.socket.once("connect_error", reject);
    });
    return peer;
  }

  /** The whole acknowledgement. */
  emit(event: string, ...payload: unknown[]): Promise<Fields> {
    return this.socket.timeout(PATIENCE_MS).emitWithAck(event, ...payload) as Promise<Fields>;
  }

  /** The data of an event that must succeed. */
  async ask(event: string, payload: Fields = {}): Promise<Fields> {
    const answer = await this.emit(event, payload);
    if (!answer.ok) throw new Refusal(answer.error as Fields);
    return answer.data as Fields;
  }

  /** The code with which an event is refused. */
  async refusal(event: string, ...payload: unknown[]): Promise<string> {
    const answer = await this.emit(event, ...payload);
    return answer.ok ? "nothing" : String((answer.error as Fields).code);
  }

  join(room: string, more: Fields = {}): Promise<Fields> {
    return this.ask("join-room", { room_id: room, device_id: this.device, ...more });
  }

  /** The first event of that name that nobody has asked for yet, whenever it comes. */
  async hears(event: string, matches: (payload: Fields) => boolean = () => true): Promise<Fields> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const index = this.inbox.findIndex((heard) => heard.event === event && matches(heard.payload));
      const [found] = index < 0 ? [] : this.inbox.splice(index, 1);
      if (found) return found.payload;
      await this.news(deadline, event);
    }
  }

  /** The names of what has come and was not asked for yet, oldest first; forgets them. */
  rest(): string[] {
    return this.inbox.splice(0).map(({ event }) => event);
  }

  /** Everything that was sent to this client up to now has come. */
  async isUpToDate(): Promise<this> {
    await this.emit("get-participants", {});
    return this;
  }

  /** Why the socket is closed, when it is. */
  async isGone(): Promise<string> {
    if (this.socket.disconnected) return "already";
    return String((await once(this.socket, "disconnect"))[0]);
  }

  /** Leaves lying in the network what the server sends from now on. */
  stopsReading(): void {
    (this.socket.io.engine.transport as unknown as { ws: { pause(): void } }).ws.pause();
  }

  leaves(): void {
    this.socket.disconnect();
  }

  private async news(deadline: number, event: string): Promise<void> {
    const left = deadline - Date.now();
    if (left <= 0) throw new Error(`${event} did not come; unasked: ${this.rest().join(", ")}`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** With what code the server refuses to connect. */
export async function connectRefusal(peer: Peer): Promise<string> {
  const [error] = (await once(peer.socket, "connect_error")) as [Error & { data?: Fields }];
  peer.leaves();
  return String(error.data?.code ?? error.message);
}
