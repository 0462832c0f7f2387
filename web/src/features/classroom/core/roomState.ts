// What is known of the class that one is in, and how the server's events change it. Pure: no socket, no clock.
import type { IceServer, Participant, Poll, Room, RoomRole } from "../../../api";
import { withCorrected, withMessages, withoutMessage, type ChatLog } from "./chatLog";
import { withChoices, withCounts, withPoll, type PollBook } from "./pollBook";
import type {
  ActiveRecording,
  JoinedRoom,
  MediaMode,
  ModeReason,
  ParticipantChange,
  Permissions,
  RoomEvents,
  WaitingPerson,
} from "./protocol";

export type People = Readonly<Record<string, Participant>>;

export interface RoomState {
  /** The own participant id. */
  me: string;
  room: Room;
  people: People;
  permissions: Permissions;
  /** Ids of those who raised a hand, the first first. */
  hands: readonly string[];
  messages: ChatLog;
  hasEarlierMessages: boolean;
  polls: PollBook;
  /** For hosts and co-hosts. */
  waiting: readonly WaitingPerson[];
  media: {
    mode: MediaMode;
    reason: ModeReason | null;
    switchBy: number | null;
    /** What everybody sends pictures in, when somebody cannot take the first choice. */
    videoCodec: string | null;
  };
  iceServers: readonly IceServer[];
  recording: ActiveRecording | null;
  breakSince: string | null;
  /** The number of the last event to the whole class that is in this state. */
  seq: number;
  /** Something is missing here: the server has to be asked for everything. */
  isStale: boolean;
  /** How far the server's clock is ahead of ours, in milliseconds. */
  clockAhead: number;
}

export type RoomEvent = {
  [Name in keyof RoomEvents]: { type: Name; data: RoomEvents[Name] };
}[keyof RoomEvents];

export type LocalEvent =
  | { type: "earlier"; messages: ChatLog; hasMore: boolean }
  | { type: "polls"; polls: readonly Poll[] }
  | { type: "voted"; pollId: string; choices: number[] };

const PAGE_OF_MESSAGES = 50;

/** The state of one who has just come in; what was known before helps where the answer holds only the newest. */
export function stateFrom(joined: JoinedRoom, before: RoomState | null, now: number): RoomState {
  return {
    me: joined.participant_id,
    room: joined.room,
    people: Object.fromEntries(joined.participants.map((person) => [person.participant_id, person])),
    permissions: joined.permissions,
    hands: joined.hands,
    messages: before ? withMessages(before.messages, joined.messages) : joined.messages,
    hasEarlierMessages: before?.hasEarlierMessages ?? joined.messages.length >= PAGE_OF_MESSAGES,
    polls: joined.polls.reduce(withPoll, before ? closedOnly(before.polls, joined.polls) : []),
    waiting: before?.waiting ?? [],
    media: {
      mode: joined.media.mode,
      reason: before?.media.mode === joined.media.mode ? before.media.reason : null,
      switchBy: before?.media.mode === joined.media.mode ? before.media.switchBy : null,
      videoCodec: joined.media.video_codec ?? null,
    },
    iceServers: joined.media.ice_servers,
    recording: joined.recording ?? null,
    breakSince: joined.break?.started_at ?? null,
    seq: joined.seq,
    isStale: false,
    clockAhead: Date.parse(joined.server_time) - now,
  };
}

// A poll that is no longer among the open ones was closed meanwhile.
function closedOnly(known: PollBook, open: readonly Poll[]): PollBook {
  return known.filter(
    ({ poll_id, state }) => state === "closed" || open.some((poll) => poll.poll_id === poll_id),
  );
}

export function reduce(state: RoomState, event: RoomEvent | LocalEvent): RoomState {
  const seq = "data" in event && "seq" in event.data ? event.data.seq : undefined;
  if (seq === undefined) return applied(state, event);
  // It was part of what the server told when everything was asked for.
  if (seq <= state.seq) return state;
  const next = applied(state, event);
  return { ...next, seq, isStale: next.isStale || seq > state.seq + 1 };
}

function applied(state: RoomState, event: RoomEvent | LocalEvent): RoomState {
  switch (event.type) {
    case "participant-joined":
      return withPerson(state, event.data.participant);
    case "participant-updated":
      return withChange(state, event.data.participant);
    case "participant-left":
      return withoutPerson(state, event.data.participant_id);
    case "waiting-list":
      return { ...state, waiting: event.data.waiting };
    case "room-updated":
      return withRoom(state, event.data.room);
    case "media-mode":
      return {
        ...state,
        room: { ...state.room, media_mode: event.data.mode },
        media: {
          ...state.media,
          mode: event.data.mode,
          reason: event.data.reason,
          switchBy: Date.parse(event.data.switch_by),
        },
      };
    case "video-codec":
      return { ...state, media: { ...state.media, videoCodec: event.data.mimeType } };
    case "chat-message":
      return { ...state, messages: withMessages(state.messages, [event.data.message]) };
    case "chat-updated":
      return { ...state, messages: withCorrected(state.messages, event.data.message) };
    case "chat-deleted":
      return { ...state, messages: withoutMessage(state.messages, event.data.message_id) };
    case "hand-updated":
      return withHand(state, event.data);
    case "poll-opened":
    case "poll-closed":
      return { ...state, polls: withPoll(state.polls, event.data.poll) };
    case "poll-updated":
      return {
        ...state,
        polls: withCounts(state.polls, event.data.poll_id, event.data.counts, event.data.voters),
      };
    case "break-updated":
      return { ...state, breakSince: event.data.active ? event.data.since : null };
    case "recording-started":
      return { ...state, recording: { ...event.data, paused: false } };
    case "recording-paused":
    case "recording-resumed":
      return {
        ...state,
        recording: state.recording && { ...state.recording, paused: event.type === "recording-paused" },
      };
    case "recording-stopped":
      return { ...state, recording: null };
    case "recording-ready":
    case "recording-error":
      return state;
    case "earlier":
      return {
        ...state,
        messages: withMessages(state.messages, event.messages),
        hasEarlierMessages: event.hasMore,
      };
    case "polls":
      return { ...state, polls: event.polls.reduce(withPoll, state.polls) };
    case "voted":
      return { ...state, polls: withChoices(state.polls, event.pollId, event.choices) };
  }
}

// Settings change what one may do oneself, and only the server knows how.
function withRoom(state: RoomState, change: Partial<Room>): RoomState {
  const isStale = state.isStale || change.settings !== undefined;
  return { ...state, room: { ...state.room, ...change }, isStale };
}

function withPerson(state: RoomState, person: Participant): RoomState {
  const people = { ...state.people, [person.participant_id]: person };
  return { ...state, people, waiting: withoutId(state.waiting, person.participant_id) };
}

function withChange(state: RoomState, change: ParticipantChange): RoomState {
  const { permissions, ...fields } = change;
  const person = state.people[change.participant_id];
  if (!person) return state;
  const next = { ...state, people: { ...state.people, [person.participant_id]: { ...person, ...fields } } };
  return permissions && person.participant_id === state.me ? { ...next, permissions } : next;
}

function withoutPerson(state: RoomState, id: string): RoomState {
  // One's own end comes by other events; until then one remains in the picture.
  if (id === state.me) return state;
  const { [id]: gone, ...people } = state.people;
  if (!gone) return { ...state, waiting: withoutId(state.waiting, id) };
  return { ...state, people, hands: state.hands.filter((hand) => hand !== id) };
}

function withoutId(waiting: readonly WaitingPerson[], id: string): readonly WaitingPerson[] {
  return waiting.some(({ participant_id }) => participant_id === id)
    ? waiting.filter(({ participant_id }) => participant_id !== id)
    : waiting;
}

function withHand(state: RoomState, data: RoomEvents["hand-updated"]): RoomState {
  const person = state.people[data.participant_id];
  const people = person
    ? { ...state.people, [data.participant_id]: { ...person, hand_raised_at: data.raised_at } }
    : state.people;
  return { ...state, people, hands: data.hands.filter((id) => people[id]) };
}

export function roleOf({ people, me }: RoomState): RoomRole {
  return people[me]?.room_role ?? "participant";
}

/** Hosts and co-hosts. */
export function isStaff(state: RoomState): boolean {
  return roleOf(state) !== "participant";
}

export function isHost(state: RoomState): boolean {
  return roleOf(state) === "host";
}

const RANK: Readonly<Record<RoomRole, number>> = { host: 0, cohost: 1, participant: 2 };

/** Hosts first, then co-hosts, then the others as they came. */
export function inOrder(people: People): Participant[] {
  return Object.values(people).sort(
    (a, b) =>
      RANK[a.room_role] - RANK[b.room_role] ||
      Date.parse(a.joined_at) - Date.parse(b.joined_at) ||
      (a.participant_id < b.participant_id ? -1 : 1),
  );
}

/** The one other person, when the two can be connected directly. */
export function peerOf(state: RoomState): Participant | null {
  if (state.media.mode !== "p2p") return null;
  const others = Object.values(state.people).filter(({ participant_id }) => participant_id !== state.me);
  return others.length === 1 ? (others[0] ?? null) : null;
}

/** The one who came later gives way when both make an offer; the first one makes it. */
export function isPolite(state: RoomState, peer: Participant): boolean {
  const self = state.people[state.me];
  if (!self) return true;
  const order = Date.parse(peer.joined_at) - Date.parse(self.joined_at);
  return order === 0 ? peer.participant_id < self.participant_id : order < 0;
}
