// What a media server says of itself and of a stream, as far as a browser needs it to set up its side.
import type { Participant } from "../../src/api";
import type { RtpCapabilities } from "../../src/features/classroom/core/sfu/ports";
import type {
  ConsumerOffer,
  NetworkQuality,
  RemoteProducer,
  SourceName,
} from "../../src/features/classroom/core/sfu/sfuProtocol";

const VIDEO_FEEDBACK = [
  { type: "nack" },
  { type: "nack", parameter: "pli" },
  { type: "ccm", parameter: "fir" },
  { type: "transport-cc" },
];

export const routerCapabilities: RtpCapabilities = {
  codecs: [
    {
      kind: "audio",
      mimeType: "audio/opus",
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
      parameters: { useinbandfec: 1 },
      rtcpFeedback: [{ type: "nack" }, { type: "transport-cc" }],
    },
    {
      kind: "video",
      mimeType: "video/H264",
      preferredPayloadType: 101,
      clockRate: 90_000,
      parameters: {
        "packetization-mode": 1,
        "level-asymmetry-allowed": 1,
        "profile-level-id": "42e01f",
      },
      rtcpFeedback: VIDEO_FEEDBACK,
    },
    {
      kind: "video",
      mimeType: "video/VP8",
      preferredPayloadType: 103,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: VIDEO_FEEDBACK,
    },
  ],
  // Simulcast needs both of them.
  headerExtensions: [
    ...(["audio", "video"] as const).map((kind) => ({
      kind,
      uri: "urn:ietf:params:rtp-hdrext:sdes:mid" as const,
      preferredId: 1,
      preferredEncrypt: false,
      direction: "sendrecv" as const,
    })),
    {
      kind: "video",
      uri: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
      preferredId: 2,
      preferredEncrypt: false,
      direction: "recvonly",
    },
  ],
};

export function transport(n: number) {
  return {
    id: `transport-${n}`,
    iceParameters: { usernameFragment: "abcdefgh", password: "0123456789abcdefghijklmn", iceLite: true },
    // Nobody is there: nothing is ever connected.
    iceCandidates: [
      {
        foundation: "1",
        priority: 2_130_706_431,
        address: "127.0.0.1",
        ip: "127.0.0.1",
        protocol: "udp",
        port: 9,
        type: "host",
      },
    ],
    dtlsParameters: {
      role: "auto",
      fingerprints: [{ algorithm: "sha-256", value: Array.from({ length: 32 }, () => "AB").join(":") }],
    },
  };
}

export function producerOf({ participant_id }: Participant, source: SourceName): RemoteProducer {
  const isSound = source === "mic" || source === "screen-audio";
  return {
    producerId: `${source}-of-${participant_id}`,
    participantId: participant_id,
    kind: isSound ? "audio" : "video",
    type: isSound ? "simple" : "simulcast",
    appData: { source },
    paused: false,
  };
}

export function consumerIdOf(producerId: string): string {
  return `consumer-of-${producerId}`;
}

/** What `consume` is answered. `mid` and `ssrc` are to be unique in the transport. */
export function offerOf(producerId: string, n: number): ConsumerOffer {
  const isSound = producerId.startsWith("mic") || producerId.startsWith("screen-audio");
  const codec = isSound
    ? { mimeType: "audio/opus", payloadType: 100, clockRate: 48_000, channels: 2, parameters: {} }
    : { mimeType: "video/VP8", payloadType: 103, clockRate: 90_000, parameters: {} };
  return {
    id: consumerIdOf(producerId),
    producerId,
    kind: isSound ? "audio" : "video",
    type: isSound ? "simple" : "simulcast",
    rtpParameters: {
      mid: String(n),
      codecs: [{ ...codec, rtcpFeedback: [] }],
      headerExtensions: [],
      encodings: [{ ssrc: 1_000 + n }],
      rtcp: { cname: "cname", reducedSize: true },
    },
    producerPaused: false,
  };
}

const weak = { quality: "fair", loss_percent: 4.2, rtt_ms: 210, jitter_ms: 31, kbps: 412 } as const;
const poor = { quality: "poor", loss_percent: 12.5, rtt_ms: 640, jitter_ms: 85, kbps: 180 } as const;

export function weakNetwork(people: readonly Participant[]): NetworkQuality {
  const grades = ["excellent", "good", "fair", "poor"] as const;
  return {
    self: { quality: "poor", uplink: weak, downlink: poor, available_kbps: 240, advice: "low_data" },
    participants: people.map(({ participant_id }, n) => ({
      participantId: participant_id,
      quality: grades[n % grades.length] ?? "good",
    })),
  };
}

export const statistics = {
  stats: [
    {
      type: "inbound-rtp",
      kind: "video",
      bitrate: 143_000,
      packetsLost: 12,
      fractionLost: 0.02,
      jitter: 9,
      roundTripTime: 64,
      nackCount: 3,
      pliCount: 1,
    },
  ],
};
