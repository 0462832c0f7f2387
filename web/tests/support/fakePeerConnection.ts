// A peer connection that says what the test makes it say.
import { fakeTrack } from "./fakeSfu";

export class FakePeerConnection {
  static readonly made: FakePeerConnection[] = [];
  connectionState: RTCPeerConnectionState = "new";
  iceConnectionState: RTCIceConnectionState = "new";
  onconnectionstatechange: (() => void) | null = null;
  ontrack: ((event: { track: MediaStreamTrack; transceiver: object }) => void) | null = null;
  private readonly transceivers: object[] = [];

  constructor() {
    FakePeerConnection.made.push(this);
  }

  getTransceivers() {
    return this.transceivers;
  }

  addTransceiver(): void {
    return;
  }

  getConfiguration() {
    return {};
  }

  setConfiguration(): void {
    return;
  }

  async getStats() {
    return new Map();
  }

  restartIce(): void {
    return;
  }

  close(): void {
    this.connectionState = "closed";
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  /** The other side's streams, in the order of the places. */
  brings(...kinds: readonly ("audio" | "video")[]): void {
    for (const kind of kinds) {
      const transceiver = { currentDirection: "stopped", receiver: { getSynchronizationSources: () => [] } };
      this.transceivers.push(transceiver);
      this.ontrack?.({ track: fakeTrack(kind), transceiver });
    }
  }
}
