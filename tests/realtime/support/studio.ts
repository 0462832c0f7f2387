// A client of a class with media: the unmodified npm package mediasoup-client over libwebrtc for Node.
import { Device, type types } from "mediasoup-client";

import type { Fields, Peer } from "./peer";
import { nextFrame, nextSound, Sources, stack } from "./stack";

// Where the library looks for a browser.
Object.assign(globalThis, { RTCPeerConnection: stack.RTCPeerConnection, MediaStream: stack.MediaStream });

export class Studio {
  private readonly sources = new Sources();
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
  sendMic(): Promise<types.Producer> {
    return this.produce(this.sources.mic(), "mic");
  }

  /** A picture that changes, until the studio is closed. */
  sendCamera(more: Partial<types.ProducerOptions> = {}): Promise<types.Producer> {
    return this.produce(this.sources.camera(), "camera", more);
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
    return nextFrame(consumer.track);
  }

  /** Waits for sound that is no silence. */
  nextSound(consumer: types.Consumer): Promise<number> {
    return nextSound(consumer.track);
  }

  close(): void {
    this.sources.stop();
    this.send?.close();
    this.recv?.close();
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
}
