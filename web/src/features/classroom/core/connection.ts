// One connection to the server for one class: it comes back by itself, renews its access, and says how it is.
import { auth } from "../../../api";
import { renewAccess } from "../../../api/http";
import { nextLink, waitBefore, type ClosedReason, type Link, type LinkEvent } from "./link";
import type { Ack, RequestName, Requests, ServerEvents } from "./protocol";
import { openSocket, type OpenSocket, type Socket } from "./socket";
import { Store } from "./store";

const ANSWER_MS = 10_000;

export interface ConnectionPorts {
  openSocket: OpenSocket;
  /** A new access token, or null if the session is over. Throws while the server cannot be reached. */
  renewAccess(): Promise<string | null>;
  tellSignedOut(): void;
  now(): number;
  chance(): number;
}

export const BROWSER_PORTS: ConnectionPorts = {
  openSocket,
  renewAccess,
  // A request that is refused is what the rest of the application listens to.
  tellSignedOut: () => void auth.profile().catch(() => undefined),
  now: () => Date.now(),
  chance: () => Math.random(),
};

/** A request that the server refused, or did not answer. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  constructor(
    readonly code: string,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

/** What a refused connection carries. */
interface ConnectError {
  message: string;
  data?: { code?: string; retry_after_ms?: number };
}

const ACCESS_CODES = new Set(["MISSING_TOKEN", "INVALID_TOKEN", "TOKEN_EXPIRED"]);

export class Connection {
  readonly link = new Store<Link>({ is: "connecting" });
  private readonly socket: Socket;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private drainMs: number | null = null;
  private attempts = 0;
  private hasRenewed = false;

  /** `onOnline` hears of every connection, and whether the server has kept the place in the class. */
  constructor(
    private readonly onOnline: (recovered: boolean) => void,
    private readonly ports: ConnectionPorts = BROWSER_PORTS,
  ) {
    this.socket = ports.openSocket();
    this.socket.on("connect", () => this.connected());
    this.socket.on("disconnect", (reason: string) => this.disconnected(reason));
    this.socket.on("connect_error", (error: ConnectError) => void this.refused(error));
    this.socket.io.on("reconnect_attempt", () => this.dispatch({ type: "attempt" }));
    this.on("auth-expiring", () => void this.renewInPlace());
    this.on("auth-revoked", ({ code }) => void this.accessLost(code));
    this.on("server-draining", ({ reconnect_after_ms }) => this.draining(reconnect_after_ms));
  }

  open(): void {
    this.socket.connect();
  }

  close(reason: ClosedReason = "left"): void {
    clearTimeout(this.retryTimer);
    this.dispatch({ type: "closed", reason });
    this.socket.disconnect();
  }

  on<Name extends keyof ServerEvents>(event: Name, listener: (data: ServerEvents[Name]) => void): void {
    this.socket.on(event, listener as (data: never) => void);
  }

  /** Says something and does not wait for an answer. */
  tell(event: string, payload: object): void {
    if (this.link.state.is === "online") this.socket.emit(event, payload);
  }

  async ask<Name extends RequestName>(
    event: Name,
    payload: Requests[Name][0] & { room_id?: string },
  ): Promise<Requests[Name][1]> {
    if (this.link.state.is !== "online") throw new RequestError("OFFLINE", "There is no connection");
    let answer: Ack<Requests[Name][1]>;
    try {
      answer = (await this.socket.timeout(ANSWER_MS).emitWithAck(event, payload)) as typeof answer;
    } catch {
      throw new RequestError("NO_ANSWER", "The server did not answer in time");
    }
    if (answer.ok) return answer.data;
    const { code, error, retry_after_ms } = answer.error;
    throw new RequestError(code, error, retry_after_ms ?? null);
  }

  private dispatch(event: LinkEvent): void {
    this.link.set(nextLink(this.link.state, event));
  }

  private connected(): void {
    this.attempts = 0;
    this.hasRenewed = false;
    this.drainMs = null;
    this.dispatch({ type: "connected" });
    if (this.link.state.is === "online") this.onOnline(this.socket.recovered);
  }

  private disconnected(reason: string): void {
    if (this.link.state.is === "closed") return;
    this.dispatch({ type: "lost", at: this.ports.now() });
    // The client comes back by itself unless the server closed the connection on purpose.
    if (reason === "io server disconnect") this.retryIn(this.drainMs ?? waitBefore(0, this.ports.chance()));
  }

  private draining(afterMs: number): void {
    this.drainMs = Math.round(afterMs * (1 + this.ports.chance()));
    this.dispatch({ type: "draining", at: this.ports.now() });
  }

  private async refused({ data }: ConnectError): Promise<void> {
    const code = data?.code;
    if (code === undefined) return this.unreachable();
    if (code === "ACCOUNT_DISABLED") return this.close("disabled");
    if (ACCESS_CODES.has(code)) return this.accessLost(code);
    this.attempts += 1;
    this.retryIn(data?.retry_after_ms ?? waitBefore(this.attempts, this.ports.chance()));
  }

  // The client goes on trying as long as it calls itself active.
  private unreachable(): void {
    if (this.socket.active) return;
    this.attempts += 1;
    this.retryIn(waitBefore(this.attempts, this.ports.chance()));
  }

  private async accessLost(code: string): Promise<void> {
    if (code === "ACCOUNT_DISABLED") return this.close("disabled");
    if (this.hasRenewed) return this.signedOut();
    this.hasRenewed = true;
    try {
      if ((await this.ports.renewAccess()) === null) return this.signedOut();
      this.retryIn(0);
    } catch {
      this.hasRenewed = false;
      this.attempts += 1;
      this.retryIn(waitBefore(this.attempts, this.ports.chance()));
    }
  }

  private signedOut(): void {
    this.close("signedOut");
    this.ports.tellSignedOut();
  }

  private async renewInPlace(): Promise<void> {
    try {
      const token = await this.ports.renewAccess();
      if (token !== null) await this.ask("auth-refresh", { token });
    } catch {
      // The server will close the connection when the access ends, and that is answered by `accessLost`.
    }
  }

  private retryIn(ms: number): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => {
      if (this.link.state.is === "closed") return;
      this.dispatch({ type: "attempt" });
      this.socket.connect();
    }, ms);
  }
}
