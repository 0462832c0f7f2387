import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settle, side, type Side } from "../../support/fakePeer";

async function wants(from: Side): Promise<void> {
  from.peer.onnegotiationneeded?.call({} as RTCPeerConnection, new Event("negotiationneeded"));
  await settle();
}

async function deliver(from: Side, to: Side): Promise<void> {
  const next = from.sent.shift();
  if (next) void to.negotiation.receive(next);
  await settle();
}

async function deliverAll(a: Side, b: Side): Promise<void> {
  while (a.sent.length + b.sent.length > 0) {
    await deliver(a, b);
    await deliver(b, a);
  }
}

function pair(): [Side, Side] {
  return [side("polite", true), side("impolite", false)];
}

describe("negotiation", () => {
  it("answers an offer once what is to be sent is in place", async () => {
    const [polite, impolite] = pair();
    await wants(impolite);
    await deliverAll(polite, impolite);
    expect(polite.prepared).toBe(1);
    expect([polite.peer.agreed, impolite.peer.agreed]).toEqual(["impolite1", "impolite1"]);
  });

  it("lets the offer of the impolite side win when two cross", async () => {
    const [polite, impolite] = pair();
    await wants(polite);
    await wants(impolite);
    await deliverAll(polite, impolite);
    expect([polite.peer.agreed, impolite.peer.agreed]).toEqual(["impolite1", "impolite1"]);
    expect(polite.peer.signalingState).toBe("stable");
  });

  it("passes over candidates of an offer that was not taken", async () => {
    const [polite, impolite] = pair();
    await wants(polite);
    await wants(impolite);
    await deliver(polite, impolite);
    await impolite.negotiation.receiveCandidate({ candidate: "foreign" });
    expect(impolite.errors).toEqual([]);
  });

  it("reports candidates that are wrong for another reason", async () => {
    const [polite] = pair();
    await polite.negotiation.receiveCandidate({ candidate: "foreign" });
    expect(polite.errors).toHaveLength(1);
  });

  it("hands on the end of candidates", async () => {
    const [polite] = pair();
    await polite.negotiation.receiveCandidate({ candidate: "one" });
    await polite.negotiation.receiveCandidate(null);
    expect(polite.peer.candidates).toEqual(["one", null]);
  });

  it("ends in agreement however wishes and messages are interleaved", async () => {
    const step = fc.constantFrom("politeWants", "impoliteWants", "toPolite", "toImpolite");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const [polite, impolite] = pair();
        for (const name of steps) {
          if (name === "politeWants" && polite.peer.signalingState === "stable") await wants(polite);
          if (name === "impoliteWants" && impolite.peer.signalingState === "stable") await wants(impolite);
          if (name === "toPolite") await deliver(impolite, polite);
          if (name === "toImpolite") await deliver(polite, impolite);
        }
        await deliverAll(polite, impolite);
        expect(polite.peer.signalingState).toBe("stable");
        expect(impolite.peer.signalingState).toBe("stable");
        expect(polite.peer.agreed).toBe(impolite.peer.agreed);
        expect([...polite.errors, ...impolite.errors]).toEqual([]);
      }),
    );
  });
});
