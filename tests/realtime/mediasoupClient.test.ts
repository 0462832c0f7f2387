// The unmodified library of the browser side takes what our rooms say (tests/unit/app/rtp_parameters_test.cpp keeps
// the file equal to the program).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

const packages = createRequire(new URL("../../web/package.json", import.meta.url));
const library = dirname(packages.resolve("mediasoup-client"));
const { Device } = packages("mediasoup-client");
const { FakeHandler } = packages(join(library, "handlers/FakeHandler.js"));
const { FakeMediaStreamTrack } = createRequire(join(library, "index.js"))("fake-mediastreamtrack");

const said = JSON.parse(readFileSync(new URL("./support/rtpParameters.json", import.meta.url), "utf8")) as {
  capabilities: Capabilities;
  consumers: { kind: "audio" | "video"; rtpParameters: unknown }[];
};

interface Capabilities {
  codecs: {
    mimeType: string;
    kind: string;
    preferredPayloadType: number;
    parameters: Record<string, unknown>;
  }[];
  headerExtensions: { kind: string; uri: string; preferredId: number; direction: string }[];
}

/** A browser that knows the same codecs and extensions under numbers of its own, in an order of its own. */
function browser(): Capabilities {
  const capabilities = structuredClone(said.capabilities);
  for (const codec of capabilities.codecs) {
    codec.preferredPayloadType -= 60;
    if (typeof codec.parameters["apt"] === "number") codec.parameters["apt"] -= 60;
  }
  capabilities.codecs.reverse();
  for (const extension of capabilities.headerExtensions) {
    extension.preferredId = 14 - extension.preferredId;
    extension.direction = "sendrecv";
  }
  return capabilities;
}

const transportOffer = {
  id: "t",
  iceParameters: { usernameFragment: "u", password: "p", iceLite: true },
  iceCandidates: [],
  dtlsParameters: { role: "auto", fingerprints: [{ algorithm: "sha-256", value: "AB:CD" }] },
};

describe("mediasoup-client", () => {
  let device: InstanceType<typeof Device>;

  beforeAll(async () => {
    const handlerFactory = FakeHandler.createFactory({
      generateNativeRtpCapabilities: browser,
      generateNativeSctpCapabilities: () => ({ numStreams: { OS: 16, MIS: 16 } }),
      generateLocalDtlsParameters: () => transportOffer.dtlsParameters,
    });
    device = new Device({ handlerFactory });
    await device.load({ routerRtpCapabilities: structuredClone(said.capabilities) });
  });

  it("can send and receive whatever rooms forward", () => {
    expect(device.canProduce("audio")).toBe(true);
    expect(device.canProduce("video")).toBe(true);
    const names = (capabilities: Capabilities) => capabilities.codecs.map((codec) => codec.mimeType);
    expect(names(device.recvRtpCapabilities)).toEqual(names(said.capabilities));
    const types = (capabilities: Capabilities) =>
      capabilities.codecs.map((codec) => codec.preferredPayloadType);
    expect(types(device.recvRtpCapabilities)).toEqual(types(said.capabilities));
  });

  it("sends H.264 first, with numbers of its own", async () => {
    const transport = device.createSendTransport(structuredClone(transportOffer));
    transport.on("connect", (_: unknown, done: () => void) => done());
    let sent:
      | { rtpParameters: { codecs: { mimeType: string; payloadType: number }[]; encodings: unknown[] } }
      | undefined;
    transport.on("produce", (parameters: typeof sent, done: (answer: { id: string }) => void) => {
      sent = parameters;
      done({ id: "p" });
    });
    await transport.produce({
      track: new FakeMediaStreamTrack({ kind: "video" }),
      encodings: [{ scaleResolutionDownBy: 4 }, { scaleResolutionDownBy: 2 }, { scaleResolutionDownBy: 1 }],
    });
    expect(sent?.rtpParameters.codecs.map((codec) => codec.mimeType)).toEqual(["video/H264", "video/rtx"]);
    expect(sent?.rtpParameters.codecs[0]?.payloadType).toBe(41);
    expect(sent?.rtpParameters.encodings).toHaveLength(3);
    transport.close();
  });

  it("takes every consumer", async () => {
    const transport = device.createRecvTransport(structuredClone(transportOffer));
    transport.on("connect", (_: unknown, done: () => void) => done());
    for (const [index, consumer] of said.consumers.entries()) {
      const taken = await transport.consume({
        id: `consumer${index}`,
        producerId: `producer${index}`,
        ...structuredClone(consumer),
      });
      expect(taken.kind).toBe(consumer.kind);
      expect(taken.rtpParameters).toMatchObject(consumer.rtpParameters as object);
    }
    transport.close();
  });
});
