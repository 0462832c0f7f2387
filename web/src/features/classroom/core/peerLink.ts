// Keeps a direct call to the one other person for as long as the class is of two, and makes a new one when that
// person's page is a new one.
import type { LocalMedia } from "./localMedia";
import { PeerCall, type PeerCallState } from "./peerCall";
import type { RequestName, Requests, ServerEvents, SignalData } from "./protocol";
import { isPolite, peerOf, type RoomState } from "./roomState";
import { Store } from "./store";

export type Ask = <Name extends RequestName>(
  event: Name,
  payload: Requests[Name][0],
) => Promise<Requests[Name][1]>;

export interface PeerState {
  /** With whom there is a call. */
  participantId: string | null;
  call: PeerCallState | null;
}

const NO_CALL: PeerState = { participantId: null, call: null };

export class PeerLink {
  readonly store = new Store<PeerState>(NO_CALL);
  private call: PeerCall | null = null;
  private unsubscribe: () => void = () => undefined;
  private room: RoomState | null = null;
  /** The peer connection of the other side that ours is about. */
  private theirCall: string | null = null;
  private switchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly local: LocalMedia,
    private readonly ask: Ask,
  ) {}

  /** One is in the room, anew or again. Whoever lost their place is a newcomer to the other. */
  entered(room: RoomState, resumed: boolean): void {
    if (!resumed) this.hangUp();
    this.follow(room);
    this.call?.setIceServers(room.iceServers as RTCIceServer[]);
  }

  follow(room: RoomState): void {
    this.room = room;
    if (room.media.mode === "sfu") return this.endBy(room.media.switchBy);
    const peer = peerOf(room);
    if (peer?.participant_id === this.store.state.participantId) return;
    this.hangUp();
    if (!peer) return;
    const polite = isPolite(room, peer);
    this.begin(peer.participant_id, polite);
    if (polite) this.sayHello(peer.participant_id);
    else this.call?.start();
  }

  setTracks(): void {
    const { tracks, dataUse } = this.local.store.state;
    this.call?.setTracks(tracks);
    this.call?.setDataUse(dataUse);
  }

  described(signal: ServerEvents["webrtc-offer"], type: "offer" | "answer"): void {
    if (!this.isFrom(signal.from)) return;
    if (this.isLate(signal.data)) return;
    this.meet(signal.data?.call);
    void this.call?.receive(type, signal.sdp);
  }

  candidate(signal: ServerEvents["ice-candidate"]): void {
    if (!this.isFrom(signal.from)) return;
    if (signal.data?.hello) return this.greeted(signal.data.call);
    if (this.isLate(signal.data)) return;
    void this.call?.receiveCandidate(signal.candidate);
  }

  close(): void {
    clearTimeout(this.switchTimer);
    this.switchTimer = undefined;
    this.hangUp();
  }

  private isFrom(id: string): boolean {
    return this.call !== null && id === this.store.state.participantId;
  }

  /** Meant for a call that we have given up. */
  private isLate(data: SignalData | undefined): boolean {
    return data?.peer !== undefined && data.peer !== this.call?.id;
  }

  // The other page was loaded again: what we had with it leads nowhere.
  private meet(theirs: string | undefined): void {
    const isNew = this.theirCall !== null && theirs !== undefined && theirs !== this.theirCall;
    this.theirCall = theirs ?? this.theirCall;
    if (isNew) this.renew();
  }

  /** The later one says that their page is there. If it is another than before, it gets an offer of its own. */
  private greeted(theirs: string | undefined): void {
    const isNew = this.theirCall !== null && theirs !== this.theirCall;
    this.theirCall = theirs ?? this.theirCall;
    if (!isNew) return;
    this.renew();
    this.call?.start();
  }

  private renew(): void {
    const { participantId } = this.store.state;
    const peer = participantId === null ? undefined : this.room?.people[participantId];
    if (!this.room || !peer) return;
    const theirs = this.theirCall;
    this.hangUp();
    this.begin(peer.participant_id, isPolite(this.room, peer));
    this.theirCall = theirs;
  }

  private begin(participantId: string, polite: boolean): void {
    const { tracks, dataUse } = this.local.store.state;
    const call = new PeerCall({
      polite,
      iceServers: (this.room?.iceServers ?? []) as RTCIceServer[],
      tracks,
      dataUse,
      send: (signal, data) => this.send(participantId, signal, data),
      onFailed: (reason) => void this.ask("p2p-failed", { reason }).catch(() => undefined),
    });
    this.call = call;
    this.store.set({ participantId, call: call.store.state });
    this.unsubscribe = call.store.subscribe(() => this.store.change({ call: call.store.state }));
  }

  private send(
    to: string,
    signal: RTCSessionDescription | RTCIceCandidate | null,
    { call }: SignalData,
  ): void {
    const data = { call, ...(this.theirCall !== null && { peer: this.theirCall }) };
    const sent =
      signal && "sdp" in signal
        ? this.ask(signal.type === "answer" ? "webrtc-answer" : "webrtc-offer", {
            to,
            type: signal.type as never,
            sdp: signal.sdp,
            data,
          })
        : this.ask("ice-candidate", { to, candidate: signal && signal.toJSON(), data });
    // Whoever is gone needs no signal; whoever comes back gets a new call.
    sent.catch(() => undefined);
  }

  private sayHello(to: string): void {
    if (!this.call) return;
    const data = { call: this.call.id, hello: true };
    this.ask("ice-candidate", { to, candidate: null, data }).catch(() => undefined);
  }

  // The direct call goes on until the server's deadline; after it a third person would hear only half of the class.
  private endBy(switchBy: number | null): void {
    if (!this.call || this.switchTimer !== undefined) return;
    const ahead = this.room?.clockAhead ?? 0;
    const wait = switchBy === null ? 0 : Math.max(0, switchBy - ahead - Date.now());
    this.switchTimer = setTimeout(() => {
      this.switchTimer = undefined;
      if (this.room?.media.mode === "sfu") this.hangUp();
    }, wait);
  }

  private hangUp(): void {
    this.unsubscribe();
    this.call?.close();
    this.call = null;
    this.theirCall = null;
    this.store.set(NO_CALL);
  }
}
