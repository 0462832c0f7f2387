// Receives one stream of somebody else: as well as it is looked at, and not at all when nobody looks.
import type { RemoteStream } from "../call";
import { sameLayers, type Demand } from "./demand";
import { codeOf, retryAfter } from "./failures";
import type { SfuConsumer, SfuDevice, SfuTransport } from "./ports";
import { Serial } from "./serial";
import type { AskMedia, Layers, PauseReason, RemoteProducer } from "./sfuProtocol";

const FLOW_MS = 100;
/** After so many looks there is no hurry any more. */
const EAGER_LOOKS = 50;

export interface ReceiverPorts {
  ask: AskMedia;
  device: SfuDevice;
  openTransport(): Promise<SfuTransport>;
  onChange(): void;
  onBroken(): void;
}

export class Receiver {
  /** What there is to show; null before it is received. */
  stream: RemoteStream | null = null;
  /** When it was last wanted, in milliseconds on any clock that only goes forward. */
  wantedAt = 0;
  private consumer: SfuConsumer | null = null;
  private demand: Demand | null = null;
  private isResumed = false;
  private askedLayers: Layers | null = null;
  private askedPriority = 0;
  private flowTimer: ReturnType<typeof setTimeout> | undefined;
  private looks = 0;
  private isStopped = false;
  private readonly work: Serial;

  constructor(
    readonly producer: RemoteProducer,
    private readonly ports: ReceiverPorts,
  ) {
    this.work = new Serial(
      () => this.step(),
      (error) => retryAfter(error, () => ports.onBroken()),
    );
  }

  get consumerId(): string | null {
    return this.consumer?.id ?? null;
  }

  get isWanted(): boolean {
    return this.demand?.isWanted === true;
  }

  set(demand: Demand): void {
    this.demand = demand;
    this.work.ask();
  }

  paused(reason: PauseReason | null): void {
    if (!this.stream || this.stream.paused === reason) return;
    this.change({ paused: reason });
  }

  layersChanged(layers: Layers | null): void {
    if (this.stream) this.change({ layers });
  }

  /** The server has closed the consumer; if the stream is still there, it is received anew. */
  closedByServer(): void {
    this.drop();
    this.work.ask();
  }

  /** `tell`: the server does not know yet. */
  stop(tell: boolean): void {
    this.isStopped = true;
    this.work.stop();
    const id = this.consumerId;
    this.drop();
    if (tell && id) this.ports.ask("close-consumer", { consumerId: id }).catch(() => undefined);
  }

  /** Lets go of what nobody has looked at for long; it can be wanted again. */
  async release(): Promise<void> {
    const id = this.consumerId;
    this.drop();
    if (id) await this.ports.ask("close-consumer", { consumerId: id }).catch(() => undefined);
  }

  private async step(): Promise<void> {
    const { demand } = this;
    if (!demand) return;
    if (!this.consumer) {
      if (!demand.isWanted) return;
      await this.begin(demand);
    }
    const { consumer } = this;
    if (!consumer) return;
    // Last first: what is resumed is to begin in the right quality.
    if (demand.isWanted) await this.adjust(consumer, demand);
    if (demand.isWanted !== this.isResumed) await this.setResumed(consumer, demand.isWanted);
  }

  private async begin({ layers }: Demand): Promise<void> {
    const transport = await this.ports.openTransport();
    const { producerId, type } = this.producer;
    const hasLayers = layers !== null && type !== "simple";
    const offer = await this.ports
      .ask("consume", {
        producerId,
        rtpCapabilities: this.ports.device.recvRtpCapabilities,
        transportId: transport.id,
        ...(hasLayers && { preferredLayers: layers }),
      })
      .catch((error: unknown) => {
        // Its codec is not ours: another producer follows in its place. Or it is gone already.
        if (["CANNOT_CONSUME", "PRODUCER_NOT_FOUND"].includes(codeOf(error))) return null;
        throw error;
      });
    if (!offer) return;
    if (this.isStopped) {
      await this.ports.ask("close-consumer", { consumerId: offer.id });
      return;
    }
    const { id, kind, rtpParameters, producerPaused } = offer;
    const consumer = await transport.consume({ id, producerId, kind, rtpParameters });
    if (this.isStopped) return consumer.close();
    this.consumer = consumer;
    this.isResumed = false;
    this.askedLayers = hasLayers ? layers : null;
    this.stream = {
      stream: new MediaStream([consumer.track]),
      flows: false,
      paused: producerPaused ? "producer" : null,
      layers: null,
      asked: this.askedLayers,
    };
    this.ports.onChange();
  }

  private async setResumed(consumer: SfuConsumer, resumed: boolean): Promise<void> {
    await this.ports.ask(resumed ? "resume-consumer" : "pause-consumer", { consumerId: consumer.id });
    this.isResumed = resumed;
    if (consumer.closed) return;
    if (resumed) consumer.resume();
    else consumer.pause();
    if (resumed && !this.stream?.flows) this.lookForFlow(consumer);
  }

  private async adjust({ id }: SfuConsumer, { layers, priority }: Demand): Promise<void> {
    if (this.producer.type !== "simple" && layers && !sameLayers(layers, this.askedLayers)) {
      await this.ports.ask("set-preferred-layers", { consumerId: id, ...layers });
      this.askedLayers = layers;
      this.change({ asked: layers });
    }
    if (this.producer.kind === "video" && priority !== this.askedPriority) {
      await this.ports.ask("set-priority", { consumerId: id, priority });
      this.askedPriority = priority;
    }
  }

  // Browsers say that a track is there before anything has come: only the counters tell.
  private lookForFlow(consumer: SfuConsumer): void {
    clearTimeout(this.flowTimer);
    const wait = this.looks < EAGER_LOOKS ? FLOW_MS : 10 * FLOW_MS;
    this.looks += 1;
    this.flowTimer = setTimeout(() => {
      void hasArrived(consumer).then((arrived) => {
        if (this.consumer !== consumer || consumer.closed || !this.isResumed) return;
        if (arrived) this.change({ flows: true });
        else this.lookForFlow(consumer);
      });
    }, wait);
  }

  private change(part: Partial<RemoteStream>): void {
    if (!this.stream) return;
    this.stream = { ...this.stream, ...part };
    this.ports.onChange();
  }

  private drop(): void {
    clearTimeout(this.flowTimer);
    this.looks = 0;
    this.consumer?.close();
    this.consumer = null;
    this.isResumed = false;
    this.askedLayers = null;
    this.askedPriority = 0;
    if (!this.stream) return;
    this.stream = null;
    this.ports.onChange();
  }
}

interface Inbound {
  type: string;
  packetsReceived?: number;
}

async function hasArrived(consumer: SfuConsumer): Promise<boolean> {
  const report = await consumer.getStats().catch(() => null);
  const all = report ? [...(report as unknown as Map<string, Inbound>).values()] : [];
  return all.some(({ type, packetsReceived }) => type === "inbound-rtp" && (packetsReceived ?? 0) > 0);
}
