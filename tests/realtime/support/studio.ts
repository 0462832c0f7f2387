// A client of a class with media: the unmodified npm package mediasoup-client over libwebrtc for Node, which knows Opus
// and VP8 and has no H.264, as Debian's Firefox.
import wrtc from "@roamhq/wrtc";
import { Device, type types } from "mediasoup-client";

import type { Fields, Peer } from "./peer";

interface Frame {
  width: number;
  height: number;
  data: Uint8Array;
}
interface Sink {
  onframe?: (event: { frame: Frame }) => void;
  ondata?: (data: { samples: Int16Array }) => void;
  stop(): void;
}
interface NonStandard {
  RTCVideoSource: new () => { createTrack(): MediaStreamTrack; onFrame(frame: Frame): void };
  RTCAudioSource: new () => {
    createTrack(): MediaStreamTrack;
    onData(data: {
      samples: Int16Array;
      sampleRate: number;
      bitsPerSample: number;
      channelCount: number;
      numberOfFrames: number;
    }): void;
  };
  RTCVideoSink: new (track: MediaStreamTrack) => Sink;
  RTCAudioSink: new (track: MediaStreamTrack) => Sink;
}
interface Stack {
  RTCPeerConnection: unknown;
  MediaStream: unknown;
  nonstandard: NonStandard;
}

const stack = wrtc as unknown as Stack;
// Where the library looks for a browser.
Object.assign(globalThis, { RTCPeerConnection: stack.RTCPeerConnection, MediaStream: stack.MediaStream });
const { RTCAudioSink, RTCAudioSource, RTCVideoSink, RTCVideoSource } = stack.nonstandard;

const PATIENCE_MS = 30_000;
const FRAME_MS = 40;

export class Studio {
  private readonly stops: (() => void)[] = [];
  private send?: types.Transport;
  private recv?: types.Transport;

  private constructor(
    readonly peer: Peer,
    readonly device: Device,
  ) {}

  /** Of somebody who has joined a room whose media go through the server. */
  static async open(peer: Peer, joined: Fields): Promise<Studio> {
    const device = await Device.factory({ handlerName: "Chrome111" });
    await device.load({
      routerRtpCapabilities: joined.media.router_rtp_capabilities as types.RtpCapabilities,
    });
    return new Studio(peer, device);
  }

  /** A tone, until the studio is closed. */
  async sendMic(): Promise<types.Producer> {
    const source = new RTCAudioSource();
    let phase = 0;
    this.every(10, () => {
      const samples = Int16Array.from({ length: 480 }, () => 12_000 * Math.sin((phase += 0.05)));
      source.onData({
        samples,
        sampleRate: 48_000,
        bitsPerSample: 16,
        channelCount: 1,
        numberOfFrames: 480,
      });
    });
    return this.produce(source.createTrack(), "mic");
  }

  /** A picture that changes, until the studio is closed. */
  async sendCamera(more: Partial<types.ProducerOptions> = {}): Promise<types.Producer> {
    const source = new RTCVideoSource();
    const [width, height] = [320, 180];
    let n = 0;
    this.every(FRAME_MS, () => {
      source.onFrame({ width, height, data: new Uint8Array((width * height * 3) / 2).fill(++n % 200) });
    });
    return this.produce(source.createTrack(), "camera", more);
  }

  private async produce(
    track: MediaStreamTrack,
    source: string,
    more: Partial<types.ProducerOptions> = {},
  ): Promise<types.Producer> {
    this.send ??= await this.transport("send");
    return this.send.produce({ track, stopTracks: false, appData: { source }, ...more });
  }

  /** Receives a producer, unpaused. */
  async receive(producerId: unknown): Promise<types.Consumer> {
    this.recv ??= await this.transport("recv");
    const data = await this.peer.ask("consume", {
      producerId,
      rtpCapabilities: this.device.recvRtpCapabilities,
      transportId: this.recv.id,
    });
    const consumer = await this.recv.consume(data as types.ConsumerOptions);
    await this.peer.ask("resume-consumer", { consumerId: consumer.id });
    return consumer;
  }

  async restartIce(): Promise<void> {
    for (const transport of [this.send, this.recv])
      if (transport) {
        const { iceParameters } = await this.peer.ask("restart-ice", { transportId: transport.id });
        await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
      }
  }

  /** The next picture that comes, and its width. */
  nextFrame(consumer: types.Consumer): Promise<number> {
    const sink = new RTCVideoSink(consumer.track);
    return this.first(sink, (done) => (sink.onframe = ({ frame }) => done(frame.width)));
  }

  /** Waits for sound that is no silence. */
  nextSound(consumer: types.Consumer): Promise<number> {
    const sink = new RTCAudioSink(consumer.track);
    return this.first(
      sink,
      (done) =>
        (sink.ondata = ({ samples }) => {
          const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
          if (loudest > 1_000) done(loudest);
        }),
    );
  }

  close(): void {
    this.stops.splice(0).forEach((stop) => stop());
    this.send?.close();
    this.recv?.close();
  }

  private first(sink: Sink, listen: (done: (value: number) => void) => void): Promise<number> {
    return new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("nothing came")), PATIENCE_MS);
      listen((value) => {
        clearTimeout(timer);
        sink.stop();
        resolve(value);
      });
    });
  }

  private async transport(direction: "send" | "recv"): Promise<types.Transport> {
    const options = (await this.peer.ask("create-transport", { direction })) as types.TransportOptions;
    const transport =
      direction === "send"
        ? this.device.createSendTransport(options)
        : this.device.createRecvTransport(options);
    transport.on("connect", ({ dtlsParameters }, done, failed) => {
      this.peer.ask("connect-transport", { transportId: transport.id, dtlsParameters }).then(done, failed);
    });
    transport.on("produce", (parameters, done, failed) => {
      this.peer
        .ask("produce", { transportId: transport.id, ...parameters })
        .then(({ id }) => done({ id: String(id) }), failed);
    });
    return transport;
  }

  private every(milliseconds: number, act: () => void): void {
    const timer = setInterval(act, milliseconds);
    this.stops.push(() => clearInterval(timer));
  }
}
