// A class without its looks: joins the connection, what is known of the room, one's own devices and the call.
import { rooms } from "../../../api";
import { FIRST_STATE, refusalOf, type ClassState, type Out } from "./classState";
import { Connection, RequestError, type ConnectionPorts } from "./connection";
import { deviceId } from "./device";
import { happeningOf, moderationOf, type Happening } from "./happenings";
import { LocalMedia } from "./localMedia";
import { MediaLink } from "./mediaLink";
import type {
  JoinedRoom,
  Moderation,
  Reaction,
  RequestName,
  Requests,
  RoomEvents,
  WaitingAnswer,
} from "./protocol";
import { allowedSources } from "./rights";
import type { OpenDevice } from "./sfu/ports";
import { SFU_EVENTS } from "./sfu/sfuProtocol";
import { reduce, stateFrom, type LocalEvent, type RoomEvent, type RoomState } from "./roomState";
import { Store } from "./store";

const HEARTBEAT_MS = 10_000;
const RETRY_MS = 2_000;
const REACTION_MS = 4_000;
const MOST_REACTIONS = 30;
const FORBIDDEN: ReadonlySet<string> = new Set(["FEATURE_DISABLED", "INSUFFICIENT_PERMISSIONS"]);

const ROOM_EVENTS: readonly (keyof RoomEvents)[] = [
  "participant-joined",
  "participant-updated",
  "participant-left",
  "waiting-list",
  "room-updated",
  "media-mode",
  "video-codec",
  "chat-message",
  "chat-updated",
  "chat-deleted",
  "hand-updated",
  "poll-opened",
  "poll-updated",
  "poll-closed",
  "break-updated",
  "recording-started",
  "recording-paused",
  "recording-resumed",
  "recording-stopped",
  "recording-ready",
  "recording-error",
];

export interface ClassroomOptions {
  /** What one wants to be called here; empty for the name of the account. */
  displayName?: string;
  ports?: ConnectionPorts;
  openDevice?: OpenDevice;
}

export class Classroom {
  readonly store = new Store<ClassState>(FIRST_STATE);
  readonly local: LocalMedia;
  readonly connection: Connection;
  readonly media: MediaLink;
  private readonly listeners = new Set<(happening: Happening) => void>();
  private readonly stopWatching: (() => void)[] = [];
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private isSyncing = false;
  private reactionKey = 0;
  private told = "";

  /** `name` is the id or the join code of the room. */
  constructor(
    readonly name: string,
    local: LocalMedia,
    private readonly options: ClassroomOptions = {},
  ) {
    this.local = local;
    this.connection = new Connection((recovered) => void this.online(recovered), options.ports);
    this.media = new MediaLink({
      local,
      ask: (event, payload) => this.ask(event, payload),
      askMedia: (event, payload) => this.asked(event, { roomId: this.name, ...payload }),
      onForbidden: () => void this.sync(),
      openDevice: options.openDevice,
    });
    this.listen();
  }

  // ---- life ----

  enter(): void {
    this.connection.open();
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
  }

  async leave(): Promise<void> {
    await this.ask("leave-room", {}).catch(() => undefined);
    this.out({ why: "left" });
  }

  destroy(): void {
    clearInterval(this.heartbeat);
    this.timers.forEach(clearTimeout);
    this.stopWatching.forEach((stop) => stop());
    this.media.close();
    this.connection.close();
  }

  onHappening(listener: (happening: Happening) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // ---- requests ----

  /** Asks something of the server in this room; the promise fails with a RequestError. */
  async ask<Name extends RequestName>(event: Name, payload: Requests[Name][0]): Promise<Requests[Name][1]> {
    return this.asked(event, { room_id: this.name, ...payload });
  }

  private async asked<Name extends RequestName>(
    event: Name,
    payload: Requests[Name][0],
  ): Promise<Requests[Name][1]> {
    try {
      return await this.connection.ask(event, payload);
    } catch (error) {
      // The server has forgotten us although we are connected: go in again.
      if (error instanceof RequestError && error.code === "NOT_IN_ROOM") void this.join();
      throw error;
    }
  }

  async loadEarlier(): Promise<void> {
    const before = this.store.state.room?.messages[0]?.id;
    const { messages, has_more } = await this.ask("chat-history", {
      limit: 50,
      ...(before && { before }),
    });
    this.apply({ type: "earlier", messages, hasMore: has_more });
  }

  async vote(pollId: string, choices: number[]): Promise<void> {
    const { my_choices } = await this.ask("poll-vote", { poll_id: pollId, choices });
    this.apply({ type: "voted", pollId, choices: my_choices });
  }

  // ---- the way in ----

  private async online(recovered: boolean): Promise<void> {
    const { phase } = this.store.state;
    if (recovered && (phase.is === "inside" || phase.is === "waiting")) return this.media.recovered();
    await this.join();
  }

  private async join(): Promise<void> {
    if (this.store.state.phase.is === "out") return;
    try {
      const answer = await this.connection.ask("join-room", {
        room_id: this.name,
        device_id: deviceId(),
        is_producer: true,
        p2p: typeof RTCPeerConnection === "function",
        client: { name: "vtp-web" },
      });
      this.answered(answer);
    } catch (error) {
      this.refused(error);
    }
  }

  private answered(answer: JoinedRoom | WaitingAnswer): void {
    if ("waiting" in answer) this.store.change({ phase: { is: "waiting", position: answer.position } });
    else this.entered(answer);
  }

  private refused(error: unknown): void {
    const { code, retryAfterMs } =
      error instanceof RequestError ? error : new RequestError("OTHER", String(error));
    if (code === "OFFLINE") return;
    if (code === "NO_ANSWER" || code === "NOT_READY" || code === "RATE_LIMITED") {
      this.later(retryAfterMs ?? RETRY_MS, () => void this.join());
      return;
    }
    this.out({ why: "refused", refusal: refusalOf(code) });
  }

  private entered(joined: JoinedRoom): void {
    if (this.store.state.phase.is === "out") return;
    const isFirst = this.store.state.room === null;
    const room = stateFrom(joined, this.store.state.room, Date.now());
    this.store.change({ phase: { is: "inside" }, room });
    this.media.entered(room, joined);
    this.told = "";
    this.tellOwnState();
    if (isFirst) void this.loadPolls();
  }

  // Those that were closed before one came are not part of what one is told at the door.
  private async loadPolls(): Promise<void> {
    const history = await rooms.polls(this.name).catch(() => null);
    if (history) this.apply({ type: "polls", polls: history.polls });
  }

  private out(out: Out): void {
    if (this.store.state.phase.is === "out") return;
    this.store.change({ phase: { is: "out", out } });
    clearInterval(this.heartbeat);
    this.media.close();
    this.local.stopAll();
    this.connection.close(out.why === "replaced" ? "replaced" : "left");
  }

  // ---- what the server says ----

  private listen(): void {
    const { connection } = this;
    for (const type of ROOM_EVENTS) {
      connection.on(type, (data) => this.apply({ type, data } as RoomEvent));
    }
    connection.on("joined-room", (joined) => this.entered(joined));
    connection.on("waiting-updated", ({ position }) => {
      if (this.store.state.phase.is === "waiting") this.store.change({ phase: { is: "waiting", position } });
    });
    connection.on("join-denied", ({ reason }) => this.out({ why: "denied", reason }));
    connection.on("session-replaced", () => this.out({ why: "replaced" }));
    connection.on("class-ended", ({ reason, recording_id, presence_seconds }) =>
      this.out({ why: "ended", by: reason, recordingId: recording_id, presenceSeconds: presence_seconds }),
    );
    connection.on("moderation", (moderation) => void this.moderated(moderation));
    connection.on("reaction", ({ participant_id, reaction }) => this.reacted(participant_id, reaction));
    connection.on("pulse", ({ lost_last_2_min }) => this.store.change({ lost: lost_last_2_min }));
    connection.on("webrtc-offer", (signal) => this.media.peers.described(signal, "offer"));
    connection.on("webrtc-answer", (signal) => this.media.peers.described(signal, "answer"));
    connection.on("ice-candidate", (signal) => this.media.peers.candidate(signal));
    for (const type of SFU_EVENTS) connection.on(type, (data) => this.media.hears(type, data));
    this.stopWatching.push(
      this.local.store.subscribe(() => this.localChanged()),
      connection.link.subscribe(() => this.linkChanged()),
    );
  }

  private apply(event: RoomEvent | LocalEvent): void {
    const before = this.store.state.room;
    if (!before) return;
    const room = reduce(before, event);
    if (room === before) return;
    this.store.change({ room });
    if (event.type === "media-mode") this.media.modeChanged(event.data);
    this.media.follow(room);
    this.stopForbidden(room);
    if (room.isStale) void this.sync();
    if (!("data" in event)) return;
    const happening = happeningOf(before, room, event);
    if (happening) this.listeners.forEach((listener) => listener(happening));
  }

  private async sync(): Promise<void> {
    if (this.isSyncing) return;
    this.isSyncing = true;
    try {
      const joined = await this.ask("sync-room", {});
      const room = stateFrom(joined, this.store.state.room, Date.now());
      this.store.change({ room });
      this.media.synced(room, joined);
      this.stopForbidden(room);
    } catch {
      // Without a connection everything is asked for again when it is back.
    } finally {
      this.isSyncing = false;
    }
  }

  private async moderated(moderation: Moderation): Promise<void> {
    if (moderation.action === "remove-participant") {
      this.out({ why: "removed", reason: moderation.reason });
      return;
    }
    if (moderation.kind === "mic") await this.local.setMic(false);
    if (moderation.kind === "camera") await this.local.setCamera(false);
    if (moderation.kind === "screen") this.local.stopScreen();
    // Said even if nothing was on: the server waits for it.
    this.told = "";
    this.tellOwnState();
    const { room } = this.store.state;
    const happening = room && moderationOf(room, moderation);
    if (happening) this.listeners.forEach((listener) => listener(happening));
  }

  private stopForbidden(room: RoomState): void {
    for (const source of allowedSources(room).forbidden) {
      if (source === "screen") this.local.stopScreen();
      else if (source === "mic") void this.local.setMic(false);
      else void this.local.setCamera(false);
    }
  }

  private reacted(participantId: string, reaction: Reaction): void {
    const key = ++this.reactionKey;
    const { reactions } = this.store.state;
    this.store.change({
      reactions: [...reactions, { key, participantId, reaction }].slice(-MOST_REACTIONS),
    });
    this.later(REACTION_MS, () =>
      this.store.change({ reactions: this.store.state.reactions.filter((shown) => shown.key !== key) }),
    );
  }

  // ---- what the server is told ----

  private localChanged(): void {
    this.media.localChanged();
    this.tellOwnState();
  }

  private tellOwnState(): void {
    if (this.store.state.phase.is !== "inside") return;
    const { tracks } = this.local.store.state;
    const { displayName } = this.options;
    const flow = {
      ...(displayName && { display_name: displayName }),
      audio: tracks.mic !== null,
      video: tracks.camera !== null,
      screen: tracks.screen !== null,
    };
    const text = JSON.stringify(flow);
    if (text === this.told) return;
    this.told = text;
    this.ask("update-self", flow).catch((error: unknown) => {
      this.told = "";
      // What we believe to be allowed is not.
      if (error instanceof RequestError && FORBIDDEN.has(error.code)) void this.sync();
    });
  }

  private beat(): void {
    if (this.store.state.phase.is !== "inside") return;
    this.connection.tell("presence-heartbeat", {
      room_id: this.name,
      visible: document.visibilityState === "visible",
      audible: this.media.isAudible,
    });
  }

  private linkChanged(): void {
    const link = this.connection.link.state;
    if (link.is !== "closed") return;
    if (link.reason === "signedOut" || link.reason === "disabled") this.out({ why: link.reason });
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }
}
