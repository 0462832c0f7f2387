// What a direct call sends, while both sides are still agreeing on it.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PeerCall } from "../../../src/features/classroom/core/peerCall";
import { kindOf, mostBitsPerSecond, NO_TRACKS, SLOTS } from "../../../src/features/classroom/core/slots";
import { settle } from "../../support/fakePeer";
import { FakeSendingPeer } from "../../support/fakeSendingPeer";
import { fakeTrack } from "../../support/fakeSfu";

/** An offer and an answer are over after so many turns of the event loop. */
const TURNS_OF_NEGOTIATION = 40;
const tracks = { ...NO_TRACKS, mic: fakeTrack("audio"), camera: fakeTrack("video") };
const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);

let call: PeerCall;
let sent: RTCSessionDescription[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("RTCPeerConnection", FakeSendingPeer);
  warn.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function begin(): FakeSendingPeer {
  sent = [];
  call = new PeerCall({
    polite: false,
    iceServers: [],
    tracks: NO_TRACKS,
    dataUse: "full",
    send: (signal) => sent.push(signal as RTCSessionDescription),
    onFailed: () => undefined,
  });
  const peer = FakeSendingPeer.made.at(-1);
  if (!peer) throw new Error("no connection was made");
  return peer;
}

function offer(peer: FakeSendingPeer): void {
  call.start();
  peer.onnegotiationneeded?.call({} as RTCPeerConnection, new Event("negotiationneeded"));
}

const limits = (peer: FakeSendingPeer) => peer.senders.map(({ encodings: [one] }) => one?.maxBitrate);
const wanted = (use: "full" | "saver") => SLOTS.map((slot) => mostBitsPerSecond(slot, use));

describe("a direct call", () => {
  it("limits what it sends, whenever the wish for it meets the negotiation", async () => {
    for (let turn = 0; turn < TURNS_OF_NEGOTIATION; turn += 1) {
      const peer = begin();
      offer(peer);
      for (let passed = 0; passed < TURNS_OF_NEGOTIATION; passed += 1) {
        if (passed === turn) call.setTracks(tracks);
        if (passed === turn) call.setDataUse("saver");
        if (sent.length > 0 && peer.signalingState === "have-local-offer")
          void call.receive("answer", sent.splice(0)[0]?.sdp ?? "");
        await Promise.resolve();
      }
      await settle();
      expect(peer.signalingState).toBe("stable");
      expect(limits(peer), `after ${turn} turns`).toEqual(wanted("saver"));
      expect(peer.senders.map(({ track }) => track)).toEqual([tracks.mic, tracks.camera, null, null]);
      call.close();
    }
    expect(warn.mock.calls).toEqual([]);
  });

  it("limits sound as well where it only answers", async () => {
    const peer = begin();
    for (const slot of SLOTS) peer.addTransceiver(kindOf(slot), { direction: "sendrecv" });
    await call.receive("offer", "theirs");
    await settle();
    expect(sent.map(({ type }) => type)).toEqual(["answer"]);
    expect(limits(peer)).toEqual(wanted("full"));
    expect(warn.mock.calls).toEqual([]);
    call.close();
  });
});
