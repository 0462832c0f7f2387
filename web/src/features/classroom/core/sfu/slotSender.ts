// Sends what is on in one place (microphone, camera, screen or its sound), and follows what the person does with it.
import { codeOf, isForbidden, retryAfter } from "./failures";
import { codecOptionsFor, encodingsFor, ownTopLayer, SOURCE_OF } from "./encodings";
import type { SfuDevice, SfuProducer, SfuTransport } from "./ports";
import { Serial } from "./serial";
import type { AskMedia, SourceData } from "./sfuProtocol";
import { kindOf, type DataUse, type Slot } from "../slots";

export interface SenderPorts {
  ask: AskMedia;
  device: SfuDevice;
  openTransport(): Promise<SfuTransport>;
  /** The codec that the class has agreed on for pictures; null for the first that both sides know. */
  videoCodec(): string | null;
  onForbidden(): void;
  /** The server has something of ours that we do not know of. */
  onBroken(): void;
}

export class SlotSender {
  private producer: SfuProducer | null = null;
  private track: MediaStreamTrack | null = null;
  private dataUse: DataUse = "full";
  /** The highest quality that anybody receives. */
  private wantedTop = Infinity;
  /** Paused at the server; a muted microphone keeps its place. */
  private isPaused = false;
  private readonly work: Serial;

  constructor(
    private readonly slot: Slot,
    private readonly ports: SenderPorts,
  ) {
    this.work = new Serial(
      () => this.step(),
      (error) => this.failed(error),
    );
  }

  get producerId(): string | null {
    return this.producer?.id ?? null;
  }

  set(track: MediaStreamTrack | null, dataUse: DataUse): void {
    if (track === this.track && dataUse === this.dataUse) return;
    this.track = track;
    this.dataUse = dataUse;
    this.work.ask();
  }

  constrain(topLayer: number): void {
    this.wantedTop = topLayer;
    this.work.ask();
  }

  /** Something may have failed for want of a connection, or the class has agreed on another codec. */
  recheck(): void {
    this.work.ask();
  }

  /** A moderator, or the server, has paused it: to go on it has to be resumed. */
  pausedByServer(): void {
    this.isPaused = true;
    this.producer?.pause();
  }

  /** The server has closed it already. Whatever is still on here will be stopped by the moderation that comes with it. */
  closedByServer(): void {
    this.producer?.close();
    this.producer = null;
    this.track = null;
  }

  /** The transport takes its producers with it. */
  stop(): void {
    this.work.stop();
    this.producer = null;
  }

  private async step(): Promise<void> {
    const { track } = this;
    if (this.producer?.closed) await this.shut(this.producer);
    if (track?.readyState !== "live") return this.silence();
    if (!this.producer) await this.begin(track);
    else if (this.hasOtherCodec()) await this.replace(this.producer, track);
    else if (this.producer.track !== track) await this.producer.replaceTrack({ track });
    if (this.track === track && this.isPaused) await this.resume();
    await this.limit();
  }

  private async silence(): Promise<void> {
    const { producer } = this;
    if (!producer) return;
    if (this.slot === "mic") {
      if (this.isPaused) return;
      producer.pause();
      await this.ports.ask("pause-producer", { producerId: producer.id });
      this.isPaused = true;
      return;
    }
    await this.shut(producer);
  }

  private async shut(producer: SfuProducer): Promise<void> {
    producer.close();
    await this.ports.ask("close-producer", { producerId: producer.id }).catch((error: unknown) => {
      if (codeOf(error) !== "PRODUCER_NOT_FOUND") throw error;
    });
    if (this.producer === producer) this.producer = null;
  }

  private async begin(track: MediaStreamTrack): Promise<void> {
    this.isPaused = false;
    this.producer = await this.produce(track, { source: SOURCE_OF[this.slot] });
  }

  // The server closes the old one as it makes the new one, so that nobody misses either.
  private async replace(old: SfuProducer, track: MediaStreamTrack): Promise<void> {
    this.producer = await this.produce(track, { source: SOURCE_OF[this.slot], replaces: old.id });
    old.close();
  }

  private async produce(track: MediaStreamTrack, appData: SourceData): Promise<SfuProducer> {
    const transport = await this.ports.openTransport();
    const encodings = encodingsFor(this.slot, track.getSettings?.().height);
    const codecOptions = codecOptionsFor(this.slot, this.dataUse);
    const codec = this.wantedCodec();
    return transport.produce({
      track,
      ...(encodings && { encodings }),
      ...(codecOptions && { codecOptions }),
      ...(codec && { codec }),
      // Devices are opened and let go of elsewhere.
      stopTracks: false,
      disableTrackOnPause: false,
      appData,
    });
  }

  private wantedCodec() {
    const mimeType = kindOf(this.slot) === "video" ? this.ports.videoCodec() : null;
    return mimeType === null
      ? undefined
      : this.ports.device.sendRtpCapabilities.codecs?.find((codec) => isSameCodec(codec.mimeType, mimeType));
  }

  private hasOtherCodec(): boolean {
    const wanted = this.wantedCodec();
    const used = this.producer?.rtpParameters.codecs[0];
    return wanted !== undefined && used !== undefined && !isSameCodec(used.mimeType, wanted.mimeType);
  }

  private async resume(): Promise<void> {
    const { producer } = this;
    if (!producer) return;
    await this.ports.ask("resume-producer", { producerId: producer.id });
    this.isPaused = false;
    producer.resume();
  }

  private async limit(): Promise<void> {
    if (kindOf(this.slot) === "audio") return;
    const top = Math.min(this.wantedTop, ownTopLayer(this.slot, this.dataUse));
    await this.producer?.setMaxSpatialLayer(Math.max(0, top));
  }

  private failed(error: unknown): number | null {
    if (isForbidden(error)) {
      this.ports.onForbidden();
      return null;
    }
    return retryAfter(error, () => this.ports.onBroken());
  }
}

function isSameCodec(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
