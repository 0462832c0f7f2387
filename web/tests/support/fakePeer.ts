// The part of RTCPeerConnection that negotiates, by the rules of WebRTC 1.0, section 4.4: states, crossing offers and
// taking an offer back. Two of them are joined by a wire that the test empties as it likes.
import { Negotiation, type NegotiatingPeer } from "../../src/features/classroom/core/negotiation";

export class FakePeer implements NegotiatingPeer {
  signalingState: RTCSignalingState = "stable";
  localDescription: RTCSessionDescription | null = null;
  onnegotiationneeded: RTCPeerConnection["onnegotiationneeded"] = null;
  readonly candidates: (string | null)[] = [];
  /** What both sides have agreed on. */
  agreed = "";
  private made = 0;

  constructor(readonly name: string) {}

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    if (this.signalingState === "have-remote-offer") {
      this.agreed = this.remote;
      this.localDescription = description("answer", this.remote);
      this.signalingState = "stable";
      return;
    }
    this.made += 1;
    this.localDescription = description("offer", `${this.name}${this.made}`);
    this.signalingState = "have-local-offer";
  }

  async setRemoteDescription({ type, sdp = "" }: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (type === "offer") {
      // An own offer is taken back without being asked (section 4.4.1.5).
      this.remote = sdp;
      this.signalingState = "have-remote-offer";
      return;
    }
    if (this.signalingState !== "have-local-offer") throw new DOMException("", "InvalidStateError");
    this.agreed = sdp;
    this.signalingState = "stable";
  }

  async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    await Promise.resolve();
    if (candidate?.candidate === "foreign") throw new DOMException("", "OperationError");
    this.candidates.push(candidate?.candidate ?? null);
  }

  private remote = "";
}

function description(type: RTCSdpType, sdp: string): RTCSessionDescription {
  return { type, sdp, toJSON: () => ({ type, sdp }) };
}

export interface Side {
  peer: FakePeer;
  negotiation: Negotiation;
  /** What is on its way to the other side. */
  sent: RTCSessionDescription[];
  errors: unknown[];
  prepared: number;
  agreements: number;
}

export function side(name: string, polite: boolean): Side {
  const peer = new FakePeer(name);
  const made: Side = {
    peer,
    sent: [],
    errors: [],
    prepared: 0,
    agreements: 0,
    negotiation: new Negotiation(peer, polite, {
      send: (sent) => made.sent.push(sent),
      prepareAnswer: async () => {
        made.prepared += 1;
      },
      onAgreed: () => (made.agreements += 1),
      onError: (error) => made.errors.push(error),
    }),
  };
  return made;
}

export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
