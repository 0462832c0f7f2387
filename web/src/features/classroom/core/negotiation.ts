// Perfect negotiation (WebRTC 1.0, section 10.7): both sides may make an offer at any time; when two offers cross,
// the polite side takes its own back.

/** The part of RTCPeerConnection that negotiates. */
export type NegotiatingPeer = Pick<
  RTCPeerConnection,
  | "signalingState"
  | "localDescription"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "addIceCandidate"
  | "onnegotiationneeded"
>;

export interface NegotiationPorts {
  send(description: RTCSessionDescription): void;
  /** Called with an offer in place, before it is answered: what shall be sent has to be there by then. */
  prepareAnswer(): Promise<void>;
  /** Both sides know of the same description. */
  onAgreed(): void;
  onError(error: unknown): void;
}

export class Negotiation {
  private isOffering = false;
  private isAnswerPending = false;
  private ignoresOffer = false;
  private applying: Promise<void> | null = null;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly peer: NegotiatingPeer,
    private readonly isPolite: boolean,
    private readonly ports: NegotiationPorts,
  ) {
    peer.onnegotiationneeded = () => void this.offer();
  }

  /**
   * The end of what the peer is doing with a description; null when it rests. Until then its senders change by
   * themselves, and what was read of their parameters a moment ago cannot be written back.
   */
  get change(): Promise<void> | null {
    return this.applying;
  }

  /** Descriptions and candidates are dealt with in the order in which they come. */
  receive(description: RTCSessionDescriptionInit): Promise<void> {
    return this.next(() => this.take(description));
  }

  receiveCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    return this.next(async () => {
      try {
        await this.peer.addIceCandidate(candidate ?? undefined);
      } catch (error) {
        // It belongs to an offer that was not taken.
        if (!this.ignoresOffer) throw error;
      }
    });
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.work = this.work.then(step).catch((error: unknown) => this.ports.onError(error));
    return this.work;
  }

  private async offer(): Promise<void> {
    try {
      this.isOffering = true;
      await this.apply(this.peer.setLocalDescription());
      this.send();
    } catch (error) {
      this.ports.onError(error);
    } finally {
      this.isOffering = false;
    }
  }

  private async take(description: RTCSessionDescriptionInit): Promise<void> {
    const isReady = !this.isOffering && (this.peer.signalingState === "stable" || this.isAnswerPending);
    const collides = description.type === "offer" && !isReady;
    this.ignoresOffer = !this.isPolite && collides;
    if (this.ignoresOffer) return;
    this.isAnswerPending = description.type === "answer";
    try {
      await this.apply(this.peer.setRemoteDescription(description));
    } finally {
      this.isAnswerPending = false;
    }
    if (description.type === "offer") {
      await this.ports.prepareAnswer();
      await this.apply(this.peer.setLocalDescription());
      this.send();
    }
    this.ports.onAgreed();
  }

  /** The peer does one after the other: the latest is also the last to end. */
  private async apply(description: Promise<void>): Promise<void> {
    const end = description.catch(() => undefined);
    this.applying = end;
    try {
      await description;
    } finally {
      if (this.applying === end) this.applying = null;
    }
  }

  private send(): void {
    if (this.peer.localDescription) this.ports.send(this.peer.localDescription);
  }
}
