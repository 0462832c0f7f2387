// What is said about media that goes through the server. These keys are in camelCase, as mediasoup-client has them.
import type { Quality } from "../quality";
import type {
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOptions,
} from "./ports";

export type SourceName = "mic" | "camera" | "screen" | "screen-audio";

export interface SourceData extends Record<string, unknown> {
  source: SourceName;
  /** The producer in whose place this one comes, when the class changes its codec. */
  replaces?: string;
}

/** Somebody else's stream that can be received. */
export interface RemoteProducer {
  producerId: string;
  participantId: string;
  kind: MediaKind;
  type: "simple" | "simulcast" | "svc";
  appData: SourceData;
  paused: boolean;
}

export interface Layers {
  spatialLayer: number;
  temporalLayer?: number;
}

export type PauseReason = "producer" | "bandwidth" | "server";
export type Actor = "self" | "moderator" | "server";

export interface ConsumerOffer {
  id: string;
  producerId: string;
  kind: MediaKind;
  rtpParameters: RtpParameters;
  type: RemoteProducer["type"];
  producerPaused: boolean;
}

export interface LinkQuality {
  quality: Quality;
  loss_percent: number;
  rtt_ms: number;
  jitter_ms: number;
  kbps: number;
}

export type Advice = "drop_own_video" | "low_data" | "audio_only";

export interface NetworkQuality {
  self: {
    quality: Quality;
    uplink: LinkQuality;
    downlink: LinkQuality;
    available_kbps: number | null;
    advice?: Advice | null;
  };
  participants: { participantId: string; quality: Quality }[];
}

export interface StreamStatistics {
  type: string;
  kind?: MediaKind;
  bitrate: number;
  packetsLost: number;
  fractionLost: number;
  jitter: number;
  roundTripTime?: number;
  nackCount: number;
  pliCount: number;
  score?: number;
}

export interface SfuRequests {
  "get-router-rtp-capabilities": [object, { routerRtpCapabilities: RtpCapabilities } | RtpCapabilities];
  "create-transport": [{ direction: "send" | "recv"; forceTcp?: boolean }, TransportOptions];
  "connect-transport": [{ transportId: string; dtlsParameters: DtlsParameters }, object];
  "restart-ice": [{ transportId: string }, { iceParameters: IceParameters }];
  "close-transport": [{ transportId: string }, object];
  produce: [
    {
      transportId: string;
      kind: MediaKind;
      rtpParameters: RtpParameters;
      appData: Record<string, unknown>;
      paused?: boolean;
    },
    { id: string },
  ];
  "pause-producer": [{ producerId: string }, object];
  "resume-producer": [{ producerId: string }, object];
  "close-producer": [{ producerId: string }, object];
  consume: [
    {
      producerId: string;
      rtpCapabilities: RtpCapabilities;
      transportId: string;
      preferredLayers?: Layers;
    },
    ConsumerOffer,
  ];
  "pause-consumer": [{ consumerId: string }, object];
  "resume-consumer": [{ consumerId: string }, object];
  "close-consumer": [{ consumerId: string }, object];
  "set-preferred-layers": [{ consumerId: string } & Layers, Layers];
  "set-priority": [{ consumerId: string; priority: number }, object];
  "set-max-receive-bitrate": [{ bitrate: number | null }, object];
  "get-stats": [
    { transportId: string } | { producerId: string } | { consumerId: string },
    { stats: StreamStatistics[] },
  ];
}

export type SfuRequestName = keyof SfuRequests;

export interface SfuEvents {
  "new-producer": RemoteProducer;
  "producer-paused": { producerId: string; participantId: string; by: Actor };
  "producer-resumed": { producerId: string; participantId: string; by: Actor };
  "producer-closed": { producerId: string; participantId: string; by: Actor };
  "consumer-paused": { consumerId: string; reason: PauseReason };
  "consumer-resumed": { consumerId: string; reason: PauseReason };
  "consumer-closed": { consumerId: string; reason: string };
  "consumer-layers-changed": { consumerId: string; layers: Layers | null };
  "producer-constraints": { producerId: string; maxSpatialLayer: number; maxBitrate?: number };
  "transport-closed": { transportId: string; reason: string };
  "active-speaker": { participantId: string | null; producerId?: string | null; volume: number };
  "audio-levels": { levels: { participantId: string; volume: number }[] };
  "network-quality": NetworkQuality;
}

export const SFU_EVENTS: readonly (keyof SfuEvents)[] = [
  "new-producer",
  "producer-paused",
  "producer-resumed",
  "producer-closed",
  "consumer-paused",
  "consumer-resumed",
  "consumer-closed",
  "consumer-layers-changed",
  "producer-constraints",
  "transport-closed",
  "active-speaker",
  "audio-levels",
  "network-quality",
];

export type AskMedia = <Name extends SfuRequestName>(
  event: Name,
  payload: SfuRequests[Name][0],
) => Promise<SfuRequests[Name][1]>;
