// A media server and mediasoup-client's side of it, without any media: what is asked for is written down.
import { RequestError } from "../../src/features/classroom/core/connection";
import type {
  ConnectionState,
  ConsumeOptions,
  ProduceOptions,
  SfuConsumer,
  SfuDevice,
  SfuProducer,
  SfuTransport,
  TransportOptions,
} from "../../src/features/classroom/core/sfu/ports";
import type {
  AskMedia,
  RemoteProducer,
  SfuRequestName,
  SourceName,
} from "../../src/features/classroom/core/sfu/sfuProtocol";

export class FakeTrack extends EventTarget {
  enabled = true;
  readyState: MediaStreamTrackState = "live";

  constructor(
    readonly kind: "audio" | "video",
    private readonly height = 720,
  ) {
    super();
  }

  getSettings() {
    return this.kind === "video" ? { height: this.height } : {};
  }

  stop(): void {
    this.readyState = "ended";
  }
}

export function fakeTrack(kind: "audio" | "video", height?: number): MediaStreamTrack {
  return new FakeTrack(kind, height) as unknown as MediaStreamTrack;
}

/** jsdom has none. */
export class FakeStream {
  private static made = 0;
  readonly id = `stream-${(FakeStream.made += 1)}`;

  constructor(private readonly tracks: readonly MediaStreamTrack[] = []) {}

  getTracks() {
    return this.tracks;
  }
}

export class FakeProducer implements SfuProducer {
  closed = false;
  paused = false;
  maxLayer = Infinity;
  readonly rtpParameters: SfuProducer["rtpParameters"];
  track: MediaStreamTrack | null;

  constructor(
    readonly id: string,
    readonly options: ProduceOptions,
    mimeType: string,
  ) {
    this.track = options.track;
    this.rtpParameters = {
      codecs: [{ mimeType, payloadType: 100, clockRate: 90_000 }],
      encodings: options.encodings ?? [],
    };
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  close(): void {
    this.closed = true;
    if (this.options.stopTracks) this.track?.stop();
  }

  async replaceTrack({ track }: { track: MediaStreamTrack | null }): Promise<void> {
    this.track = track;
  }

  async setMaxSpatialLayer(layer: number): Promise<void> {
    this.maxLayer = layer;
  }
}

export class FakeConsumer implements SfuConsumer {
  closed = false;
  paused = true;
  packets = 0;
  readonly track: MediaStreamTrack;

  constructor(
    readonly id: string,
    readonly options: ConsumeOptions,
  ) {
    this.track = fakeTrack(options.kind);
  }

  async getStats(): Promise<RTCStatsReport> {
    return new Map([
      ["in", { type: "inbound-rtp", packetsReceived: this.packets }],
    ]) as unknown as RTCStatsReport;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  close(): void {
    this.closed = true;
  }
}

type Listener = (...values: never[]) => void;

export class FakeTransport implements SfuTransport {
  closed = false;
  connectionState: ConnectionState = "new";
  restarts = 0;
  readonly producers: FakeProducer[] = [];
  readonly consumers: FakeConsumer[] = [];
  private readonly listeners = new Map<string, Listener>();

  constructor(
    readonly id: string,
    private readonly device: FakeDevice,
  ) {}

  on(event: string, listener: Listener): void {
    this.listeners.set(event, listener);
  }

  async produce(options: ProduceOptions): Promise<SfuProducer> {
    await this.connect();
    const mimeType =
      options.track.kind === "audio" ? "audio/opus" : (options.codec?.mimeType ?? "video/H264");
    const { id } = await this.asked<{ id: string }>("produce", {
      kind: options.track.kind,
      rtpParameters: { codecs: [], encodings: [] },
      appData: options.appData,
    });
    const producer = new FakeProducer(id, options, mimeType);
    this.producers.push(producer);
    return producer;
  }

  async consume(options: ConsumeOptions): Promise<SfuConsumer> {
    await this.connect();
    const consumer = new FakeConsumer(options.id, options);
    this.consumers.push(consumer);
    return consumer;
  }

  async restartIce(): Promise<void> {
    this.restarts += 1;
  }

  async updateIceServers(): Promise<void> {
    await Promise.resolve();
  }

  close(): void {
    this.closed = true;
    this.connectionState = "closed";
    this.producers.forEach((producer) => producer.close());
    this.consumers.forEach((consumer) => consumer.close());
  }

  /** What the browser notices of the way to the server. */
  becomes(state: ConnectionState): void {
    this.connectionState = state;
    this.listeners.get("connectionstatechange")?.(state as never);
  }

  private async connect(): Promise<void> {
    if (this.connectionState !== "new") return;
    this.becomes("connecting");
    await this.asked("connect", { dtlsParameters: { fingerprints: [] } });
    if (this.device.connects) this.becomes("connected");
  }

  private asked<Answer = void>(event: string, value: object): Promise<Answer> {
    return new Promise((done, failed) => {
      this.listeners.get(event)?.(value as never, done as never, failed as never);
    });
  }
}

export class FakeDevice implements SfuDevice {
  readonly recvRtpCapabilities = { codecs: [], headerExtensions: [] };
  readonly sendRtpCapabilities: SfuDevice["sendRtpCapabilities"] = {
    codecs: ["video/H264", "video/VP8"].map((mimeType, n) => ({
      kind: "video",
      mimeType,
      clockRate: 90_000,
      preferredPayloadType: 100 + n,
    })),
  };
  readonly sends: FakeTransport[] = [];
  readonly recvs: FakeTransport[] = [];
  /** Whether transports find their way by themselves. */
  connects = true;
  loads = 0;

  async load(): Promise<void> {
    this.loads += 1;
  }

  canProduce(): boolean {
    return true;
  }

  createSendTransport({ id }: TransportOptions): SfuTransport {
    return made(this.sends, new FakeTransport(id, this));
  }

  createRecvTransport({ id }: TransportOptions): SfuTransport {
    return made(this.recvs, new FakeTransport(id, this));
  }

  get send(): FakeTransport {
    return last(this.sends);
  }

  get recv(): FakeTransport {
    return last(this.recvs);
  }

  producer(source: SourceName): FakeProducer {
    return last(this.send.producers.filter(({ options }) => options.appData.source === source));
  }

  consumer(producerId: string): FakeConsumer {
    return last(this.recv.consumers.filter(({ options }) => options.producerId === producerId));
  }
}

function made<Thing>(all: Thing[], thing: Thing): Thing {
  all.push(thing);
  return thing;
}

function last<Thing>(all: readonly Thing[]): Thing {
  const thing = all.at(-1);
  if (!thing) throw new Error("There is none");
  return thing;
}

export interface Asked {
  event: SfuRequestName;
  payload: Record<string, unknown>;
}

export class FakeMediaServer {
  readonly asked: Asked[] = [];
  /** Codes of refusals, by event. */
  readonly refuses = new Map<SfuRequestName, string>();
  private made = 0;

  readonly ask: AskMedia = async (event, payload) => {
    this.asked.push({ event, payload: payload as Record<string, unknown> });
    await Promise.resolve();
    const refusal = this.refuses.get(event);
    if (refusal) throw new RequestError(refusal, refusal);
    return this.answer(event, payload as Record<string, unknown>) as never;
  };

  requests(event: SfuRequestName): Record<string, unknown>[] {
    return this.asked.filter((asked) => asked.event === event).map(({ payload }) => payload);
  }

  private answer(event: SfuRequestName, payload: Record<string, unknown>): object {
    switch (event) {
      case "create-transport":
        return { id: `${String(payload.direction)}-${(this.made += 1)}` };
      case "produce":
        return { id: `own-${(this.made += 1)}` };
      case "consume":
        return {
          id: `consumer-${(this.made += 1)}`,
          producerId: payload.producerId,
          kind: String(payload.producerId).includes("mic") ? "audio" : "video",
          rtpParameters: { codecs: [], encodings: [] },
          type: "simulcast",
          producerPaused: false,
        };
      case "restart-ice":
        return { iceParameters: {} };
      default:
        return {};
    }
  }
}

/** Somebody's stream; its id tells whose and what. */
export function remote(participantId: string, source: SourceName): RemoteProducer {
  const isSound = source === "mic" || source === "screen-audio";
  return {
    producerId: `${participantId}-${source}`,
    participantId,
    kind: isSound ? "audio" : "video",
    type: isSound ? "simple" : "simulcast",
    appData: { source },
    paused: false,
  };
}
