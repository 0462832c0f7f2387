// The part of mediasoup-client that a class uses. Tests have one of their own.
import type { types } from "mediasoup-client";

export type RtpCapabilities = types.RtpCapabilities;
export type RtpParameters = types.RtpParameters;
export type DtlsParameters = types.DtlsParameters;
export type IceParameters = types.IceParameters;
export type TransportOptions = types.TransportOptions;
export type ConnectionState = types.ConnectionState;
export type MediaKind = types.MediaKind;
export type Encoding = types.RtpEncodingParameters;
export type CodecOptions = types.ProducerCodecOptions;

export interface SfuProducer {
  readonly id: string;
  readonly closed: boolean;
  readonly paused: boolean;
  readonly track: MediaStreamTrack | null;
  readonly rtpParameters: RtpParameters;
  pause(): void;
  resume(): void;
  close(): void;
  replaceTrack(options: { track: MediaStreamTrack | null }): Promise<void>;
  setMaxSpatialLayer(layer: number): Promise<void>;
}

export interface SfuConsumer {
  readonly id: string;
  readonly closed: boolean;
  readonly track: MediaStreamTrack;
  getStats(): Promise<RTCStatsReport>;
  pause(): void;
  resume(): void;
  close(): void;
}

export interface ProduceOptions {
  track: MediaStreamTrack;
  encodings?: Encoding[];
  codecOptions?: CodecOptions;
  codec?: types.RtpCodecCapability;
  stopTracks: boolean;
  disableTrackOnPause: boolean;
  appData: Record<string, unknown>;
}

export interface ConsumeOptions {
  id: string;
  producerId: string;
  kind: MediaKind;
  rtpParameters: RtpParameters;
}

type Done<Value extends unknown[]> = (...values: Value) => void;
type Failed = (error: Error) => void;

export interface SfuTransport {
  readonly id: string;
  readonly closed: boolean;
  readonly connectionState: ConnectionState;
  on(
    event: "connect",
    listener: (asked: { dtlsParameters: DtlsParameters }, done: Done<[]>, failed: Failed) => void,
  ): unknown;
  on(
    event: "produce",
    listener: (
      asked: { kind: MediaKind; rtpParameters: RtpParameters; appData: Record<string, unknown> },
      done: Done<[{ id: string }]>,
      failed: Failed,
    ) => void,
  ): unknown;
  on(event: "connectionstatechange", listener: (state: ConnectionState) => void): unknown;
  produce(options: ProduceOptions): Promise<SfuProducer>;
  consume(options: ConsumeOptions): Promise<SfuConsumer>;
  restartIce(options: { iceParameters: IceParameters }): Promise<void>;
  updateIceServers(options: { iceServers: RTCIceServer[] }): Promise<void>;
  close(): void;
}

export interface SfuDevice {
  readonly recvRtpCapabilities: RtpCapabilities;
  readonly sendRtpCapabilities: RtpCapabilities;
  load(options: { routerRtpCapabilities: RtpCapabilities }): Promise<void>;
  canProduce(kind: MediaKind): boolean;
  createSendTransport(options: TransportOptions): SfuTransport;
  createRecvTransport(options: TransportOptions): SfuTransport;
}

export type OpenDevice = () => Promise<SfuDevice>;

/** Fetched when a class first needs it: two people do without. */
export const openDevice: OpenDevice = async () => {
  const { Device } = await import("mediasoup-client");
  return Device.factory();
};
