// One of the two ways between the page and the server: made when it is first needed, and mended when it breaks.
import { codeOf } from "./failures";
import type { ConnectionState, SfuTransport, TransportOptions } from "./ports";
import type { AskMedia } from "./sfuProtocol";

const DISCONNECTED_MS = 3_000;
const RESTARTED_MS = 10_000;
const MOST_RESTARTS = 4;

export type WayState = "idle" | "connecting" | "connected" | "interrupted";

interface Ports {
  direction: "send" | "recv";
  ask: AskMedia;
  make(options: TransportOptions): SfuTransport;
  iceServers(): readonly RTCIceServer[];
  onState(): void;
  /** It cannot be mended. */
  onBroken(): void;
}

export class TransportKeeper {
  state: WayState = "idle";
  private opening: Promise<SfuTransport> | null = null;
  private transport: SfuTransport | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private restarts = 0;
  private isRestarting = false;
  private isClosed = false;

  constructor(private readonly ports: Ports) {}

  get id(): string | null {
    return this.transport?.id ?? null;
  }

  /** Made once; a failure may be tried again. */
  open(): Promise<SfuTransport> {
    this.opening ??= this.make().catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  /** Looks for a way again, as after a change of the network. */
  async restart(): Promise<void> {
    const { transport } = this;
    if (!transport || transport.closed || this.isRestarting) return;
    this.isRestarting = true;
    this.wait(RESTARTED_MS);
    try {
      const { iceParameters } = await this.ports.ask("restart-ice", { transportId: transport.id });
      if (!transport.closed) await transport.updateIceServers({ iceServers: [...this.ports.iceServers()] });
      if (!transport.closed) await transport.restartIce({ iceParameters });
    } catch (error) {
      // Without an answer it is tried again when the time is up, or when the connection to the server is back.
      if (codeOf(error) === "TRANSPORT_NOT_FOUND" && !this.isClosed) this.ports.onBroken();
    } finally {
      this.isRestarting = false;
    }
  }

  /** After a loss of the connection to the server: what broke meanwhile could not be mended. */
  restartIfBroken(): void {
    const state = this.transport?.connectionState;
    if (state === "disconnected" || state === "failed") void this.restart();
  }

  /** `tell`: the server does not know yet. */
  close(tell: boolean): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    if (!this.transport) return;
    if (tell) this.ports.ask("close-transport", { transportId: this.transport.id }).catch(() => undefined);
    this.transport.close();
  }

  private async make(): Promise<SfuTransport> {
    const { direction, ask } = this.ports;
    const options = await ask("create-transport", { direction });
    if (this.isClosed) throw new Error("The transport is not needed any more");
    const iceServers = [...(options.iceServers ?? this.ports.iceServers())];
    const transport = this.ports.make({ ...options, iceServers });
    this.transport = transport;
    transport.on("connect", ({ dtlsParameters }, done, failed) => {
      ask("connect-transport", { transportId: transport.id, dtlsParameters }).then(() => done(), failed);
    });
    transport.on("produce", (asked, done, failed) => {
      ask("produce", { transportId: transport.id, ...asked }).then(({ id }) => done({ id }), failed);
    });
    transport.on("connectionstatechange", (state) => this.changed(state));
    return transport;
  }

  private changed(state: ConnectionState): void {
    if (this.isClosed) return;
    switch (state) {
      case "connecting":
        if (this.state === "idle") this.enter("connecting");
        return;
      case "connected":
        clearTimeout(this.timer);
        this.restarts = 0;
        return this.enter("connected");
      case "disconnected":
        // Most losses of this kind pass by themselves.
        return this.wait(DISCONNECTED_MS);
      case "failed":
        return this.mend();
    }
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.mend(), ms);
  }

  private mend(): void {
    if (this.isClosed || this.transport?.connectionState === "connected") return;
    this.enter("interrupted");
    this.restarts += 1;
    if (this.restarts > MOST_RESTARTS) return this.ports.onBroken();
    void this.restart();
  }

  private enter(state: WayState): void {
    this.state = state;
    this.ports.onState();
  }
}
