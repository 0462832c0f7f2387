// Everything of a call that lives and dies with its two transports: when one of them is lost for good, all of it is
// made anew.
import type { CallStatus, PersonStreams, RemoteStream } from "../call";
import { kindOf, SLOTS, type DataUse, type Slot, type Tracks } from "../slots";
import { demandOf, type View } from "./demand";
import { slotOf } from "./encodings";
import type { SfuDevice, SfuTransport, TransportOptions } from "./ports";
import { Receiver } from "./receiver";
import type { AskMedia, Layers, PauseReason, RemoteProducer } from "./sfuProtocol";
import { SlotSender } from "./slotSender";
import { TransportKeeper } from "./transportKeeper";

/** Of one's own bound below the server's of 200: pictures that nobody looks at are let go beyond it. */
const MOST_IDLE_PICTURES = 40;

export interface SessionPorts {
  device: SfuDevice;
  ask: AskMedia;
  iceServers(): readonly RTCIceServer[];
  videoCodec(): string | null;
  viewOf(participantId: string, slot: Slot): View | null;
  isHost(participantId: string): boolean;
  onChange(): void;
  onForbidden(): void;
  /** It is of no use any more. */
  onBroken(): void;
}

export class SfuSession {
  private readonly send: TransportKeeper;
  private readonly recv: TransportKeeper;
  private readonly senders: ReadonlyMap<Slot, SlotSender>;
  private readonly receivers = new Map<string, Receiver>();
  private readonly held = new Map<string, RemoteStream>();
  private dataUse: DataUse = "full";
  private isPageVisible = true;
  private isClosed = false;

  constructor(private readonly ports: SessionPorts) {
    const { device } = ports;
    this.send = this.keeper("send", (options) => device.createSendTransport(options));
    this.recv = this.keeper("recv", (options) => device.createRecvTransport(options));
    this.senders = new Map(SLOTS.map((slot) => [slot, this.sender(slot)]));
  }

  get status(): CallStatus {
    const states = [this.send.state, this.recv.state];
    if (states.includes("interrupted")) return "interrupted";
    return states.includes("connecting") ? "connecting" : "connected";
  }

  // ---- one's own ----

  setTracks(tracks: Tracks, dataUse: DataUse): void {
    for (const [slot, sender] of this.senders) {
      if (this.ports.device.canProduce(kindOf(slot))) sender.set(tracks[slot], dataUse);
    }
    if (dataUse === this.dataUse) return;
    this.dataUse = dataUse;
    this.demandAll();
  }

  /** The class has agreed on another codec. */
  codecChanged(): void {
    this.senders.forEach((sender) => sender.recheck());
  }

  ownProducer(producerId: string): SlotSender | undefined {
    return [...this.senders.values()].find((sender) => sender.producerId === producerId);
  }

  // ---- of others ----

  /** Exactly these can be received. */
  setProducers(producers: readonly RemoteProducer[]): void {
    const there = new Set(producers.map(({ producerId }) => producerId));
    for (const id of [...this.receivers.keys()]) if (!there.has(id)) this.removeProducer(id);
    producers.forEach((producer) => this.addProducer(producer));
  }

  addProducer(producer: RemoteProducer): void {
    if (this.receivers.has(producer.producerId) || slotOf(producer.appData.source) === null) return;
    const { device, ask, onChange } = this.ports;
    const receiver = new Receiver(producer, {
      device,
      ask,
      onChange,
      openTransport: () => this.recv.open(),
      onBroken: () => this.broken(),
    });
    this.receivers.set(producer.producerId, receiver);
    this.demand(receiver);
  }

  removeProducer(producerId: string): void {
    const receiver = this.receivers.get(producerId);
    if (!receiver) return;
    this.receivers.delete(producerId);
    this.hold(receiver);
    receiver.stop(false);
    this.ports.onChange();
  }

  paused(consumerId: string, reason: PauseReason | null): void {
    this.byConsumer(consumerId)?.paused(reason);
  }

  layersChanged(consumerId: string, layers: Layers | null): void {
    this.byConsumer(consumerId)?.layersChanged(layers);
  }

  consumerClosed(consumerId: string, reason: string): void {
    const receiver = this.byConsumer(consumerId);
    if (reason === "producer_closed" && receiver) this.removeProducer(receiver.producer.producerId);
    else receiver?.closedByServer();
  }

  setPageVisible(isVisible: boolean): void {
    this.isPageVisible = isVisible;
    this.demandAll();
  }

  /** What is looked at has changed, or who is a host. */
  demandAll(): void {
    this.receivers.forEach((receiver) => this.demand(receiver));
    this.releaseIdle();
  }

  get people(): Readonly<Record<string, PersonStreams>> {
    const people: Record<string, PersonStreams> = {};
    for (const { producer, stream: own } of this.receivers.values()) {
      const slot = slotOf(producer.appData.source);
      if (slot === null) continue;
      const stream = own?.flows ? own : (this.held.get(placeOf(producer)) ?? own);
      const before = people[producer.participantId];
      // While one producer takes the place of another, the one from which something comes is shown.
      if (!stream || (before?.[slot]?.flows && !stream.flows)) continue;
      people[producer.participantId] = { ...before, [slot]: stream };
    }
    return people;
  }

  // ---- life ----

  owns(transportId: string): boolean {
    return transportId === this.send.id || transportId === this.recv.id;
  }

  networkChanged(): void {
    void this.send.restart();
    void this.recv.restart();
  }

  /** The connection to the server is back, and the server has kept everything. */
  back(): void {
    this.send.restartIfBroken();
    this.recv.restartIfBroken();
    this.senders.forEach((sender) => sender.recheck());
    this.demandAll();
  }

  /** `tell`: the server does not know yet. */
  close(tell: boolean): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.senders.forEach((sender) => sender.stop());
    this.receivers.forEach((receiver) => receiver.stop(false));
    this.receivers.clear();
    this.send.close(tell);
    this.recv.close(tell);
  }

  private keeper(
    direction: "send" | "recv",
    make: (options: TransportOptions) => SfuTransport,
  ): TransportKeeper {
    const { ask, iceServers, onChange } = this.ports;
    return new TransportKeeper({
      direction,
      ask,
      make,
      iceServers,
      onState: onChange,
      onBroken: () => this.broken(),
    });
  }

  private sender(slot: Slot): SlotSender {
    const { ask, device, videoCodec, onForbidden } = this.ports;
    return new SlotSender(slot, {
      ask,
      device,
      videoCodec,
      onForbidden,
      openTransport: () => this.send.open(),
      onBroken: () => this.broken(),
    });
  }

  private demand(receiver: Receiver): void {
    const { participantId, appData } = receiver.producer;
    const slot = slotOf(appData.source);
    if (slot === null) return;
    const demand = demandOf(this.ports.viewOf(participantId, slot), {
      slot,
      dataUse: this.dataUse,
      isHost: this.ports.isHost(participantId),
      isPageVisible: this.isPageVisible,
    });
    if (demand.isWanted) receiver.wantedAt = performance.now();
    receiver.set(demand);
  }

  private releaseIdle(): void {
    const idle = [...this.receivers.values()].filter(
      ({ producer, consumerId, isWanted }) => producer.kind === "video" && consumerId !== null && !isWanted,
    );
    if (idle.length <= MOST_IDLE_PICTURES) return;
    idle.sort((a, b) => a.wantedAt - b.wantedAt);
    idle.slice(0, idle.length - MOST_IDLE_PICTURES).forEach((receiver) => void receiver.release());
  }

  // The last picture of one that is replaced stays until something comes from the next.
  private hold({ producer, stream }: Receiver): void {
    const place = placeOf(producer);
    const heirs = [...this.receivers.values()].filter((receiver) => placeOf(receiver.producer) === place);
    if (stream?.flows && heirs.length > 0) this.held.set(place, stream);
    else if (heirs.length === 0) this.held.delete(place);
  }

  private byConsumer(consumerId: string): Receiver | undefined {
    return [...this.receivers.values()].find((receiver) => receiver.consumerId === consumerId);
  }

  private broken(): void {
    if (!this.isClosed) this.ports.onBroken();
  }
}

function placeOf({ participantId, appData }: RemoteProducer): string {
  return `${appData.source} ${participantId}`;
}
