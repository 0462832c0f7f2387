// A call through the server. It outlives its transports: what was lost is made again as long as the class goes on.
import { NOBODY, type Call, type CallState } from "../call";
import type { LocalMedia } from "../localMedia";
import { Store } from "../store";
import type { Slot } from "../slots";
import { receiveLimit, type View } from "./demand";
import { retryAfter } from "./failures";
import type { OpenDevice, RtpCapabilities, SfuDevice } from "./ports";
import { Pace } from "./pace";
import { SfuSession } from "./session";
import type { Actor, AskMedia, RemoteProducer, SfuEvents } from "./sfuProtocol";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** After so many attempts people are told that it does not work. It is still tried. */
const PATIENT_ATTEMPTS = 4;
/** What lasted so long was not broken. */
const STEADY_MS = 30_000;
/** More than the server lets a class have. */
const MOST_PRODUCERS = 4_000;
const CLOSED = "The call is over";

export interface SfuCallOptions {
  local: LocalMedia;
  ask: AskMedia;
  openDevice: OpenDevice;
  capabilities: RtpCapabilities | null;
  producers: readonly RemoteProducer[];
  iceServers: readonly RTCIceServer[];
  videoCodec: string | null;
  viewOf(participantId: string, slot: Slot): View | null;
  isHost(participantId: string): boolean;
  /** What we believed to be allowed is not. */
  onForbidden(): void;
}

export class SfuCall implements Call {
  readonly store = new Store<CallState>({
    status: "connecting",
    people: NOBODY,
    speakers: [],
    quality: null,
  });
  private readonly pace = new Pace();
  private readonly producers = new Map<string, RemoteProducer>();
  private iceServers: readonly RTCIceServer[];
  private videoCodec: string | null;
  private session: SfuSession | null = null;
  private device: Promise<SfuDevice> | null = null;
  private attempts = 0;
  private startedAt = 0;
  private limit: number | null = null;
  private isPageVisible = true;
  private isClosed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: SfuCallOptions) {
    this.iceServers = options.iceServers;
    this.videoCodec = options.videoCodec;
    this.remember(options.producers);
    void this.start();
  }

  localChanged(): void {
    const { tracks, dataUse } = this.options.local.store.state;
    this.session?.setTracks(tracks, dataUse);
    this.limitReceiving();
  }

  networkChanged(): void {
    this.session?.networkChanged();
  }

  setPageVisible(isVisible: boolean): void {
    this.isPageVisible = isVisible;
    this.session?.setPageVisible(isVisible);
  }

  /** What is looked at has changed, or who is a host. */
  viewsChanged(): void {
    this.session?.demandAll();
  }

  /** One is connected to the server again. `kept`: the server still has our transports. */
  back(
    producers: readonly RemoteProducer[] | null,
    iceServers: readonly RTCIceServer[],
    kept: boolean,
  ): void {
    this.iceServers = iceServers;
    if (producers) this.setProducers(producers);
    if (!kept) return this.renew(false);
    if (this.session) this.session.back();
    else void this.start();
  }

  setProducers(producers: readonly RemoteProducer[]): void {
    this.producers.clear();
    this.remember(producers);
    this.session?.setProducers([...this.producers.values()]);
  }

  setVideoCodec(mimeType: string | null): void {
    this.videoCodec = mimeType;
    this.session?.codecChanged();
  }

  producersOf(participantId: string): RemoteProducer[] {
    return [...this.producers.values()].filter((producer) => producer.participantId === participantId);
  }

  hears<Name extends keyof SfuEvents>(event: Name, data: SfuEvents[Name]): void {
    HEARD[event]?.(this, data as never);
  }

  close(tell = true): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.session?.close(tell);
    this.session = null;
  }

  // ---- what the server says ----

  added(producer: RemoteProducer): void {
    this.remember([producer]);
    this.session?.addProducer(producer);
  }

  removed(producerId: string, by: Actor): void {
    this.producers.delete(producerId);
    // What one has closed oneself, or had replaced, one knows already; the event may even come before the answer.
    if (by !== "self") this.session?.ownProducer(producerId)?.closedByServer();
    this.session?.removeProducer(producerId);
  }

  transportClosed(transportId: string): void {
    if (this.session?.owns(transportId)) this.renew(true);
  }

  get current(): SfuSession | null {
    return this.session;
  }

  // ---- life ----

  private async start(): Promise<void> {
    if (this.isClosed || this.session) return;
    try {
      this.device ??= this.loadDevice();
      const device = await this.device;
      if (this.isClosed || this.session) return;
      this.begin(device);
    } catch (error) {
      this.device = null;
      if (this.isClosed) return;
      const wait = retryAfter(error, () => undefined);
      this.again(wait ?? 0);
    }
  }

  private async loadDevice(): Promise<SfuDevice> {
    const device = await this.options.openDevice();
    const routerRtpCapabilities = this.options.capabilities ?? (await this.askCapabilities());
    await device.load({ routerRtpCapabilities });
    return device;
  }

  private async askCapabilities(): Promise<RtpCapabilities> {
    const answer = await this.ask("get-router-rtp-capabilities", {});
    return "routerRtpCapabilities" in answer ? answer.routerRtpCapabilities : answer;
  }

  private begin(device: SfuDevice): void {
    const { viewOf, isHost, onForbidden } = this.options;
    this.startedAt = performance.now();
    this.limit = null;
    const session: SfuSession = new SfuSession({
      device,
      ask: (event, payload) => this.ask(event, payload),
      iceServers: () => this.iceServers,
      videoCodec: () => this.videoCodec,
      viewOf,
      isHost,
      onForbidden,
      onChange: () => this.changed(),
      onBroken: () => this.session === session && this.renew(true),
    });
    this.session = session;
    session.setPageVisible(this.isPageVisible);
    this.localChanged();
    session.setProducers([...this.producers.values()]);
    this.changed();
  }

  // Spread over time: the server refuses those who ask too much at once.
  private readonly ask: AskMedia = async (event, payload) => {
    await this.pace.turn();
    if (this.isClosed && event !== "close-transport") throw new Error(CLOSED);
    return this.options.ask(event, payload);
  };

  private renew(tell: boolean): void {
    if (this.isClosed) return;
    this.session?.close(tell);
    this.session = null;
    this.changed();
    if (performance.now() - this.startedAt > STEADY_MS) this.attempts = 0;
    this.again(0);
  }

  private again(leastMs: number): void {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempts);
    this.attempts = Math.min(this.attempts + 1, 10);
    if (this.attempts > PATIENT_ATTEMPTS) this.store.change({ status: "failed" });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.start(), Math.max(leastMs, wait));
  }

  private changed(): void {
    const people = this.session?.people ?? NOBODY;
    const status = this.session?.status ?? (this.store.state.status === "failed" ? "failed" : "connecting");
    this.store.change({ people, status });
  }

  private limitReceiving(): void {
    const limit = receiveLimit(this.options.local.store.state.dataUse);
    if (!this.session || limit === this.limit) return;
    this.limit = limit;
    this.ask("set-max-receive-bitrate", { bitrate: limit }).catch(() => (this.limit = null));
  }

  private remember(producers: readonly RemoteProducer[]): void {
    for (const producer of producers) {
      if (this.producers.size < MOST_PRODUCERS) this.producers.set(producer.producerId, producer);
    }
  }
}

type Heard = { [Name in keyof SfuEvents]?: (call: SfuCall, data: SfuEvents[Name]) => void };

const HEARD: Heard = {
  "new-producer": (call, data) => call.added(data),
  "producer-closed": (call, { producerId, by }) => call.removed(producerId, by),
  "producer-paused": (call, { producerId, by }) => {
    if (by !== "self") call.current?.ownProducer(producerId)?.pausedByServer();
  },
  "consumer-paused": (call, { consumerId, reason }) => call.current?.paused(consumerId, reason),
  "consumer-resumed": (call, { consumerId }) => call.current?.paused(consumerId, null),
  "consumer-closed": (call, { consumerId, reason }) => call.current?.consumerClosed(consumerId, reason),
  "consumer-layers-changed": (call, { consumerId, layers }) =>
    call.current?.layersChanged(consumerId, layers),
  "producer-constraints": (call, { producerId, maxSpatialLayer }) =>
    call.current?.ownProducer(producerId)?.constrain(maxSpatialLayer),
  "transport-closed": (call, { transportId }) => call.transportClosed(transportId),
};
