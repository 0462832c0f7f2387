// What clients and server say to one another in a class: the names of the events and what they carry.
import type { ChatMessage, IceServer, Participant, Poll, Room, RoomRole, RoomSettings } from "../../../api";
import type { RtpCapabilities } from "./sfu/ports";
import type { RemoteProducer, SfuEvents, SfuRequests } from "./sfu/sfuProtocol";

export const REACTIONS = [
  "thumbs_up",
  "clap",
  "heart",
  "laugh",
  "surprised",
  "confused",
  "faster",
  "slower",
] as const;
export type Reaction = (typeof REACTIONS)[number];

export type MediaMode = Room["media_mode"];
export type ModeReason =
  | "third_participant"
  | "client"
  | "recording"
  | "live_stream"
  | "whip"
  | "p2p_failed"
  | "moderation"
  | "host";

/** What one person may do. */
export interface Permissions {
  mic: boolean;
  camera: boolean;
  screen: boolean;
  chat: boolean;
  hands: boolean;
  reactions: boolean;
}

export interface WaitingPerson {
  participant_id: string;
  full_name: string;
  since: string;
}

export interface ActiveRecording {
  recording_id: string;
  status?: string;
  started_at: string;
  paused?: boolean;
}

/** Everything about a class, for one who enters or has lost track. */
export interface JoinedRoom {
  success: true;
  room_id: string;
  participant_id: string;
  room_role: RoomRole;
  resumed: boolean;
  room: Room;
  participants: Participant[];
  permissions: Permissions;
  media: {
    mode: MediaMode;
    ice_servers: IceServer[];
    p2p_polite: boolean;
    router_rtp_capabilities?: RtpCapabilities | null;
    /** What the others send through the server. */
    producers?: RemoteProducer[];
    /** What everybody sends pictures in, when somebody cannot take the first choice. */
    video_codec?: string | null;
  };
  messages: ChatMessage[];
  polls: Poll[];
  hands: string[];
  recording: ActiveRecording | null;
  break: { started_at: string } | null;
  seq: number;
  server_time: string;
}

export interface WaitingAnswer {
  waiting: true;
  room_id: string;
  participant_id: string;
  position: number;
}

export type ParticipantChange = Partial<Participant> & {
  participant_id: string;
  permissions?: Permissions;
};

export interface Moderation {
  action: string;
  by: string;
  kind: "mic" | "camera" | "screen" | null;
  reason: string | null;
}

interface FromPeer {
  from: string;
  data?: SignalData;
}

/** Marks the peer connection that a signal belongs to: a page that was loaded again has a new one. */
export interface SignalData {
  call?: string;
  /** The one of the other side that it is meant for, as soon as that is known. */
  peer?: string;
  hello?: boolean;
}

/** The events of the server that change what is known of a class. */
export interface RoomEvents {
  "participant-joined": { participant: Participant; seq: number };
  "participant-updated": { participant: ParticipantChange; seq: number };
  "participant-left": {
    participant_id: string;
    reason: "leave" | "timeout" | "removed" | "class_end";
    seq: number;
  };
  "waiting-list": { waiting: WaitingPerson[] };
  "room-updated": { room: Partial<Room>; seq: number };
  "media-mode": {
    mode: MediaMode;
    reason: ModeReason;
    router_rtp_capabilities?: RtpCapabilities | null;
    switch_by: string;
    seq: number;
  };
  "video-codec": { mimeType: string; seq: number };
  "chat-message": { message: ChatMessage; seq?: number };
  "chat-updated": { message: ChatMessage; seq?: number };
  "chat-deleted": { message_id: string; seq?: number };
  "hand-updated": {
    participant_id: string;
    raised: boolean;
    raised_at: string | null;
    hands: string[];
    seq: number;
  };
  "poll-opened": { poll: Poll; seq: number };
  "poll-updated": { poll_id: string; counts: number[]; voters: number };
  "poll-closed": { poll: Poll; seq: number };
  "break-updated": { active: boolean; since: string | null; seq: number };
  "recording-started": { recording_id: string; started_at: string; seq: number };
  "recording-paused": { recording_id: string; seq: number };
  "recording-resumed": { recording_id: string; seq: number };
  "recording-stopped": { recording_id: string; seq: number };
  /** It can be watched. */
  "recording-ready": { recording_id: string; status: string };
  "recording-error": { recording_id: string; error: string; code: string };
}

/** All other events of the server. */
export interface OtherEvents extends SfuEvents {
  "joined-room": JoinedRoom;
  "waiting-updated": { position: number };
  "join-denied": { reason: string | null };
  "session-replaced": object;
  "class-ended": {
    reason: "host" | "empty" | "admin";
    recording_id: string | null;
    presence_seconds: number;
  };
  "server-draining": { reconnect_after_ms: number };
  "auth-expiring": { expires_at: string };
  "auth-revoked": { code: string };
  moderation: Moderation;
  reaction: { participant_id: string; reaction: Reaction; at: string };
  pulse: { lost_last_2_min: number; participants: number };
  "webrtc-offer": FromPeer & { sdp: string };
  "webrtc-answer": FromPeer & { sdp: string };
  "ice-candidate": FromPeer & { candidate: RTCIceCandidateInit | null };
}

export type ServerEvents = RoomEvents & OtherEvents;

type PollKind = Poll["kind"];

interface TrackStop {
  participant_id: string;
  allow_again?: boolean;
}

export interface NewPoll {
  question: string;
  options: string[];
  kind: PollKind;
  correct?: number[];
  anonymous: boolean;
  show_results: Poll["show_results"];
  duration_seconds?: number;
}

type OneOrAll = { participant_id: string } | { all: true };

/** What a client may ask for, and what it is told when that succeeds. The room is added on the way. */
export interface Requests extends SfuRequests {
  "join-room": [
    { device_id: string; is_producer: boolean; p2p: boolean; client: object },
    JoinedRoom | WaitingAnswer,
  ];
  "leave-room": [object, object];
  "sync-room": [object, JoinedRoom];
  "update-self": [
    { audio?: boolean; video?: boolean; screen?: boolean; display_name?: string },
    { participant: Participant },
  ];
  "auth-refresh": [{ token: string }, { expires_at: string }];
  "webrtc-offer": [{ to: string; type: "offer"; sdp: string; data?: SignalData }, { delivered: boolean }];
  "webrtc-answer": [{ to: string; type: "answer"; sdp: string; data?: SignalData }, { delivered: boolean }];
  "ice-candidate": [
    { to: string; candidate: RTCIceCandidateInit | null; data?: SignalData },
    { delivered: boolean },
  ];
  "p2p-failed": [{ reason: string }, object];
  "chat-message": [{ text: string; to?: string; reply_to?: string }, { message: ChatMessage }];
  "chat-edit": [{ message_id: string; text: string }, { message: ChatMessage }];
  "chat-delete": [{ message_id: string }, { message: ChatMessage }];
  "chat-history": [{ before?: string; limit: number }, { messages: ChatMessage[]; has_more: boolean }];
  "hand-raise": [{ raised: boolean }, { position?: number }];
  "hand-lower": [OneOrAll, { lowered: number }];
  reaction: [{ reaction: Reaction }, object];
  "lost-pulse": [object, object];
  "poll-create": [NewPoll, { poll: Poll }];
  "poll-vote": [{ poll_id: string; choices: number[] }, { my_choices: number[] }];
  "poll-close": [{ poll_id: string }, { poll: Poll }];
  "admit-participant": [OneOrAll, object];
  "deny-participant": [OneOrAll, object];
  "mute-participant": [TrackStop, object];
  "stop-video": [TrackStop, object];
  "stop-screen": [TrackStop, object];
  "mute-all": [{ except?: string[]; allow_again?: boolean }, object];
  "set-permissions": [OneOrAll & { permissions: Partial<Permissions> }, object];
  "update-settings": [
    { settings?: Partial<RoomSettings>; waiting_room?: Room["waiting_room"]; max_participants?: number },
    object,
  ];
  "lock-room": [{ locked: boolean }, object];
  "set-role": [{ participant_id: string; room_role: RoomRole }, object];
  "remove-participant": [{ participant_id: string; ban?: boolean; reason?: string }, object];
  "class-break": [{ active: boolean }, object];
  "end-class": [object, object];
}

export type RequestName = keyof Requests;

export type Ack<Data> =
  { ok: true; data: Data } | { ok: false; error: { error: string; code: string; retry_after_ms?: number } };
