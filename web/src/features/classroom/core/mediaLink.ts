// Sound and picture of a class: directly between two, through the server for more, and from the one to the other
// without anybody missing a word.
import { mergedPeople, NOBODY, type CallState, type CallStatus } from "./call";
import type { LocalMedia } from "./localMedia";
import { PeerLink, type Ask } from "./peerLink";
import type { JoinedRoom, RoomEvents } from "./protocol";
import type { Quality } from "./quality";
import type { RoomState } from "./roomState";
import { SfuCall } from "./sfu/sfuCall";
import { openDevice, type OpenDevice } from "./sfu/ports";
import type { Advice, AskMedia, NetworkQuality, RemoteProducer, SfuEvents } from "./sfu/sfuProtocol";
import { SILENCE, Voices } from "./sfu/voices";
import { Views } from "./sfu/views";
import { Store } from "./store";

/** The other one may still be hearing us over the old way when we hear them over the new one. */
const FAREWELL_MS = 1_500;
const HIDDEN_MS = 10_000;

export interface MediaState {
  /** Null while there is nobody to talk to. */
  status: CallStatus | null;
  /** What arrives, by participant id. */
  people: CallState["people"];
  speakers: readonly string[];
  /** Who has the word, and those who had it last, the newest first. */
  active: string | null;
  recent: readonly string[];
  quality: Quality | null;
  advice: Advice | null;
  /** How well the others are connected; for those who teach, of everybody. */
  network: Readonly<Record<string, Quality>>;
  /** Of one's own way, as the server measures it. */
  own: NetworkQuality["self"] | null;
}

const NOTHING: MediaState = {
  status: null,
  people: NOBODY,
  ...SILENCE,
  quality: null,
  advice: null,
  network: {},
  own: null,
};

interface Ports {
  local: LocalMedia;
  ask: Ask;
  askMedia: AskMedia;
  onForbidden(): void;
  openDevice?: OpenDevice | undefined;
}

export class MediaLink {
  readonly store = new Store<MediaState>(NOTHING);
  readonly peers: PeerLink;
  readonly views = new Views(() => this.sfu?.viewsChanged());
  private readonly voices = new Voices();
  private sfu: SfuCall | null = null;
  private room: RoomState | null = null;
  private unsubscribe: () => void = () => undefined;
  private hiding: ReturnType<typeof setTimeout> | undefined;
  private farewell: ReturnType<typeof setTimeout> | undefined;
  /** What the others were sending when one came in. */
  private offered: readonly RemoteProducer[] = [];
  private capabilities: JoinedRoom["media"]["router_rtp_capabilities"] = undefined;
  private readonly stop = new AbortController();

  constructor(private readonly ports: Ports) {
    this.peers = new PeerLink(ports.local, ports.ask);
    this.peers.store.subscribe(() => this.merge());
    this.voices.store.subscribe(() => this.merge());
    this.watchNetwork();
  }

  get isAudible(): boolean {
    return this.store.state.status === "connected";
  }

  /** One is in the room, anew or again. Whoever lost their place is a newcomer to the others. */
  entered(room: RoomState, { resumed, media }: JoinedRoom): void {
    this.capabilities = media.router_rtp_capabilities ?? this.capabilities;
    this.offered = media.producers ?? [];
    const before = this.sfu;
    this.peers.entered(room, resumed);
    this.follow(room);
    // One that has just been made knows everything already.
    if (this.sfu && this.sfu === before) {
      this.sfu.back(media.producers ?? null, room.iceServers as RTCIceServer[], resumed);
    }
  }

  /** The server has kept our place and says what we missed by itself. */
  recovered(): void {
    if (this.room) this.sfu?.back(null, this.room.iceServers as RTCIceServer[], true);
  }

  /** Everything was asked for again. */
  synced(room: RoomState, { media }: JoinedRoom): void {
    this.follow(room);
    if (media.producers) this.sfu?.setProducers(media.producers);
  }

  modeChanged({ router_rtp_capabilities }: RoomEvents["media-mode"]): void {
    this.capabilities = router_rtp_capabilities ?? this.capabilities;
  }

  follow(room: RoomState): void {
    const roles = rolesOf(this.room);
    const codec = this.room?.media.videoCodec;
    this.room = room;
    if (room.media.mode === "sfu") this.beginSfu(room);
    else this.endSfu(true);
    this.peers.follow(room);
    if (rolesOf(room) !== roles) this.sfu?.viewsChanged();
    if (room.media.videoCodec !== codec) this.sfu?.setVideoCodec(room.media.videoCodec);
    this.merge();
  }

  /** What somebody sends through the server at this moment. */
  producersOf(participantId: string): RemoteProducer[] {
    return this.sfu?.producersOf(participantId) ?? [];
  }

  get ask(): AskMedia {
    return this.ports.askMedia;
  }

  hears<Name extends keyof SfuEvents>(event: Name, data: SfuEvents[Name]): void {
    switch (event) {
      case "audio-levels":
        return this.voices.levels(data as SfuEvents["audio-levels"]);
      case "active-speaker":
        return this.voices.active(data as SfuEvents["active-speaker"]);
      case "network-quality":
        return this.measured(data as NetworkQuality);
      default:
        this.sfu?.hears(event, data);
    }
  }

  localChanged(): void {
    this.peers.setTracks();
    this.sfu?.localChanged();
  }

  close(): void {
    this.stop.abort();
    clearTimeout(this.farewell);
    clearTimeout(this.hiding);
    this.peers.close();
    this.endSfu(false);
    this.views.close();
  }

  // ---- the change from one way to the other ----

  private beginSfu(room: RoomState): void {
    if (this.sfu) return;
    const { local, askMedia, onForbidden } = this.ports;
    this.sfu = new SfuCall({
      local,
      ask: askMedia,
      openDevice: this.ports.openDevice ?? openDevice,
      capabilities: this.capabilities ?? null,
      producers: this.offered,
      iceServers: room.iceServers as RTCIceServer[],
      videoCodec: room.media.videoCodec,
      viewOf: (participantId, slot) => this.views.of(participantId, slot),
      isHost: (participantId) => this.room?.people[participantId]?.room_role === "host",
      onForbidden,
    });
    this.unsubscribe = this.sfu.store.subscribe(() => {
      this.merge();
      this.takeLeave();
    });
    this.sfu.setPageVisible(document.visibilityState === "visible");
  }

  // The direct call ends when something plays over the new way: the voice, if there is one.
  private takeLeave(): void {
    const { participantId, call } = this.peers.store.state;
    if (!call || participantId === null || this.farewell !== undefined || !this.sfu) return;
    const streams = this.sfu.store.state.people[participantId] ?? {};
    const speaks = this.room?.people[participantId]?.audio === true;
    const plays = speaks ? streams.mic?.flows : Object.values(streams).some(({ flows }) => flows);
    if (plays) this.farewell = setTimeout(() => this.peers.close(), FAREWELL_MS);
  }

  private endSfu(tell: boolean): void {
    clearTimeout(this.farewell);
    this.farewell = undefined;
    this.unsubscribe();
    this.unsubscribe = () => undefined;
    this.sfu?.close(tell);
    this.sfu = null;
    this.voices.clear();
    if (this.store.state.own) this.store.change({ own: null, network: {}, advice: null });
  }

  private measured({ self, participants }: NetworkQuality): void {
    this.store.change({
      own: self,
      advice: self.advice ?? null,
      network: Object.fromEntries(participants.map(({ participantId, quality }) => [participantId, quality])),
    });
    this.merge();
  }

  private merge(): void {
    const { participantId, call } = this.peers.store.state;
    const sfu = this.sfu?.store.state ?? null;
    const old = call && participantId !== null ? { [participantId]: call.streams } : NOBODY;
    const voices = this.sfu ? this.voices.store.state : SILENCE;
    const peerSpeaks =
      call?.isSpeaking && participantId !== null && !this.sfu ? [participantId] : NO_SPEAKERS;
    const { own } = this.store.state;
    this.store.change({
      ...voices,
      speakers: this.sfu ? voices.speakers : peerSpeaks,
      people: sfu ? mergedPeople(old, sfu.people) : old,
      status: statusOf(sfu?.status ?? null, call?.state ?? null),
      quality: this.sfu ? (own?.quality ?? null) : (call?.quality ?? null),
    });
  }

  // ---- the page and the network around it ----

  // Whoever only looks something up in another tab finds the pictures running when they come back.
  private pageSeen(isVisible: boolean): void {
    clearTimeout(this.hiding);
    if (isVisible) this.sfu?.setPageVisible(true);
    else this.hiding = setTimeout(() => this.sfu?.setPageVisible(false), HIDDEN_MS);
  }

  private watchNetwork(): void {
    const { signal } = this.stop;
    const changed = () => this.sfu?.networkChanged();
    const seen = () => this.pageSeen(document.visibilityState === "visible");
    window.addEventListener("online", changed, { signal });
    document.addEventListener("visibilitychange", seen, { signal });
    (navigator as { connection?: EventTarget }).connection?.addEventListener("change", changed, { signal });
  }
}

const NO_SPEAKERS: readonly string[] = [];

// While the old way works, nobody is troubled with how far the new one is.
function statusOf(sfu: CallStatus | null, peer: CallStatus | null): CallStatus | null {
  if (sfu === null) return peer;
  return sfu !== "connected" && peer === "connected" ? peer : sfu;
}

function rolesOf(room: RoomState | null): string {
  return room
    ? Object.values(room.people)
        .map(({ participant_id, room_role }) => `${participant_id} ${room_role}`)
        .join()
    : "";
}
