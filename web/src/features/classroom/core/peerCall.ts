// A call with one other person, directly from browser to browser.
import type { CallStatus, PersonStreams, RemoteStream } from "./call";
import { randomUuid } from "./device";
import { CallStats } from "./callStats";
import { Negotiation } from "./negotiation";
import type { SignalData } from "./protocol";
import type { Quality } from "./quality";
import { kindOf, mostBitsPerSecond, SLOTS, type DataUse, type Slot, type Tracks } from "./slots";
import { Store } from "./store";

const DISCONNECTED_MS = 3_000;
const STATS_MS = 2_000;
const LEVEL_MS = 200;
const SPEAKING_LEVEL = 0.02;
const QUIET_MS = 800;
const PATIENCE_MS = 45_000;

export interface PeerCallState {
  state: CallStatus;
  /** What arrives; a track is there from the beginning, whether or not anything is sent in its place. */
  streams: PersonStreams;
  isSpeaking: boolean;
  quality: Quality | null;
}

export interface CallOptions {
  polite: boolean;
  iceServers: readonly RTCIceServer[];
  tracks: Tracks;
  dataUse: DataUse;
  send(signal: RTCSessionDescription | RTCIceCandidate | null, data: SignalData): void;
  /** It could not be made to work in time. */
  onFailed(reason: string): void;
}

export class PeerCall {
  readonly id = randomUuid();
  readonly store = new Store<PeerCallState>({
    state: "connecting",
    streams: {},
    isSpeaking: false,
    quality: null,
  });
  private readonly peer: RTCPeerConnection;
  private readonly negotiation: Negotiation;
  private readonly stats = new CallStats();
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private tracks: Tracks;
  private dataUse: DataUse;
  private restartTimer: ReturnType<typeof setTimeout> | undefined;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private lastHeard = -Infinity;

  constructor(private readonly options: CallOptions) {
    this.tracks = options.tracks;
    this.dataUse = options.dataUse;
    this.peer = new RTCPeerConnection({
      iceServers: [...options.iceServers],
      bundlePolicy: "max-bundle",
    });
    this.negotiation = new Negotiation(this.peer, options.polite, {
      send: (description) => options.send(description, { call: this.id }),
      prepareAnswer: () => this.fillSlots(),
      // Before it has been agreed on, a sender of sound has no encoding that could be limited.
      onAgreed: () => void this.fillSlots(),
      onError: (error) => console.warn("The call could not be negotiated", error),
    });
    this.peer.onicecandidate = ({ candidate }) => options.send(candidate, { call: this.id });
    this.peer.ontrack = (event) => this.arrived(event);
    this.peer.onconnectionstatechange = () => this.stateChanged();
    this.timers.push(setInterval(() => void this.measure(), STATS_MS));
    this.timers.push(setInterval(() => this.listen(), LEVEL_MS));
    this.startPatience();
  }

  /** Makes the first offer. The other side finds the same places in it. */
  start(): void {
    for (const slot of SLOTS) this.peer.addTransceiver(kindOf(slot), { direction: "sendrecv" });
    void this.fillSlots();
  }

  receive(type: "offer" | "answer", sdp: string): Promise<void> {
    return this.negotiation.receive({ type, sdp });
  }

  receiveCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    return this.negotiation.receiveCandidate(candidate);
  }

  setTracks(tracks: Tracks): void {
    this.tracks = tracks;
    void this.fillSlots();
  }

  setDataUse(use: DataUse): void {
    this.dataUse = use;
    void this.fillSlots();
  }

  /** Credentials of relays run out; new ones are used by the next restart. */
  setIceServers(iceServers: readonly RTCIceServer[]): void {
    this.peer.setConfiguration({ ...this.peer.getConfiguration(), iceServers: [...iceServers] });
  }

  /** Looks for a way again, as after a change of the network. */
  restart(): void {
    if (this.peer.connectionState !== "closed") this.peer.restartIce();
  }

  close(): void {
    this.timers.forEach(clearInterval);
    clearTimeout(this.restartTimer);
    clearTimeout(this.patience);
    this.peer.onconnectionstatechange = null;
    this.peer.onicecandidate = null;
    this.peer.ontrack = null;
    this.peer.onnegotiationneeded = null;
    this.peer.close();
  }

  private async fillSlots(): Promise<void> {
    const places = this.peer.getTransceivers();
    await Promise.all(
      SLOTS.map(async (slot, index) => {
        const place = places[index];
        if (!place || place.currentDirection === "stopped") return;
        const direction = this.receives(slot) ? "sendrecv" : "sendonly";
        if (place.direction !== direction) place.direction = direction;
        if (place.sender.track !== this.tracks[slot]) await place.sender.replaceTrack(this.tracks[slot]);
        await this.limit(place.sender, slot);
      }),
    ).catch((error: unknown) => console.warn("A track could not be sent", error));
  }

  /** Sound alone: nobody's camera is sent to us. What is shared stays, as the class is about it. */
  private receives(slot: Slot): boolean {
    return !(this.dataUse === "audio" && slot === "camera");
  }

  private async limit(sender: RTCRtpSender, slot: Slot): Promise<void> {
    while (this.negotiation.change) await this.negotiation.change;
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings ?? [];
    if (!encoding) return;
    const maxBitrate = mostBitsPerSecond(slot, this.dataUse);
    const scale = slot === "camera" && this.dataUse !== "full" ? 2 : 1;
    if (encoding.maxBitrate === maxBitrate && (encoding.scaleResolutionDownBy ?? 1) === scale) return;
    encoding.maxBitrate = maxBitrate;
    if (kindOf(slot) === "video") encoding.scaleResolutionDownBy = scale;
    await sender.setParameters(parameters);
  }

  private arrived({ track, transceiver }: RTCTrackEvent): void {
    const slot = SLOTS[this.peer.getTransceivers().indexOf(transceiver)];
    if (!slot) return;
    const stream: RemoteStream = {
      stream: new MediaStream([track]),
      flows: true,
      paused: null,
      layers: null,
      asked: null,
    };
    this.store.change({ streams: { ...this.store.state.streams, [slot]: stream } });
  }

  private stateChanged(): void {
    clearTimeout(this.restartTimer);
    switch (this.peer.connectionState) {
      case "connected":
        clearTimeout(this.patience);
        this.patience = undefined;
        return this.store.change({ state: "connected" });
      case "disconnected":
        this.restartTimer = setTimeout(() => this.interrupted(), DISCONNECTED_MS);
        return;
      case "failed":
        return this.interrupted();
    }
  }

  private interrupted(): void {
    this.store.change({ state: "interrupted", isSpeaking: false });
    this.startPatience();
    this.restart();
  }

  private startPatience(): void {
    this.patience ??= setTimeout(() => {
      this.store.change({ state: "failed" });
      this.options.onFailed(this.peer.iceConnectionState);
    }, PATIENCE_MS);
  }

  private async measure(): Promise<void> {
    if (this.peer.connectionState !== "connected") return;
    const report = await this.peer.getStats();
    this.store.change({ quality: this.stats.read(report.entries(), performance.now()) });
  }

  private listen(): void {
    const receiver = this.peer.getTransceivers()[0]?.receiver;
    const level = receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
    const now = performance.now();
    if (level > SPEAKING_LEVEL) this.lastHeard = now;
    const isSpeaking = now - this.lastHeard < QUIET_MS;
    if (isSpeaking !== this.store.state.isSpeaking) this.store.change({ isSpeaking });
  }
}
