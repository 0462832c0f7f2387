// A class in full swing, and the people in it.
import type { ChatMessage, MadeStreamKey, Participant, Poll, Room, Schemas } from "../../src/api";
import type { ActiveRecording, JoinedRoom } from "../../src/features/classroom/core/protocol";
import { uuid } from "./fixtures";
import { routerCapabilities } from "./sfuFixtures";

export const CODE = "abc-defg-hjk";
const OPENED = "2026-10-05T08:00:00.000Z";
export const NOW = "2026-10-05T08:42:10.000Z";

export function room(change: Partial<Room> = {}): Room {
  return {
    room_id: uuid(801),
    join_code: CODE,
    join_url: `https://lectures.example.org/live/${CODE}`,
    name: "Graphs and shortest paths",
    state: "active",
    media_mode: "p2p",
    access: "course",
    waiting_room: "off",
    is_locked: false,
    max_participants: 50,
    participant_count: 4,
    course_id: uuid(101),
    session_id: null,
    host_id: uuid(2),
    recording_id: null,
    is_live: false,
    settings: {
      chat: true,
      private_chat: true,
      mic: true,
      camera: true,
      screen: true,
      reactions: true,
      hands: true,
      attendance_checks: false,
    },
    created_at: OPENED,
    opened_at: OPENED,
    closed_at: null,
    ...change,
  };
}

export const streamKeys: Schemas["StreamKeyList"] = {
  stream_keys: [
    {
      key_id: uuid(872),
      name: "Camera of the lecture hall",
      created_by: uuid(2),
      created_at: OPENED,
      last_used_at: "2026-10-05T08:03:00.000Z",
      is_publishing: true,
    },
    {
      key_id: uuid(871),
      name: "OBS",
      created_by: uuid(2),
      created_at: OPENED,
      last_used_at: null,
      is_publishing: false,
    },
  ],
  whip_url: `https://lectures.example.org/api/v1/rooms/${uuid(801)}/whip`,
};
export const madeStreamKey: MadeStreamKey = {
  key_id: uuid(873),
  name: "OBS",
  stream_key: "4qXnT0kZyM2b7mJd1sWcRfVhLpEaUoGiKxQzBt9vY3s",
  whip_url: streamKeys.whip_url,
  created_at: NOW,
};

export function participant(n: number, full_name: string, change: Partial<Participant> = {}): Participant {
  return {
    participant_id: uuid(810 + n),
    socket_id: `socket-${n}`,
    user_id: uuid(n),
    device_id: uuid(830 + n),
    full_name,
    role: "student",
    room_role: "participant",
    source: "page",
    is_producer: true,
    is_consumer: true,
    audio: false,
    video: false,
    screen: false,
    not_recorded: false,
    hand_raised_at: null,
    presence: "connected",
    connection_quality: null,
    joined_at: `2026-10-05T08:0${n}:00.000Z`,
    ...change,
  };
}

export const student = participant(1, "Mariam Al-Sayed");
export const teacher = participant(2, "Dr. Omar Haddad", { role: "teacher", room_role: "host", audio: true });
export const assistant = participant(3, "Ingrid Solheim", { role: "teacher", room_role: "cohost" });
const asking = participant(4, "Yusuf Karim", { hand_raised_at: "2026-10-05T08:39:00.000Z" });
const asking2 = participant(5, "نور الدين عبد الرحمن", {
  hand_raised_at: "2026-10-05T08:41:20.000Z",
  audio: true,
});
const lost = participant(6, "Aleksandra Wiśniewska-Kowalczyk", { presence: "reconnecting" });
export const crowd = [teacher, student, assistant, asking, asking2, lost];

export function message(
  n: number,
  from: Participant,
  text: string,
  change: Partial<ChatMessage> = {},
): ChatMessage {
  return {
    id: uuid(850 + n),
    room_id: uuid(801),
    participant_id: from.participant_id,
    user_id: from.user_id,
    full_name: from.full_name,
    text,
    scope: "all",
    to: null,
    reply_to: null,
    sent_at: `2026-10-05T08:${20 + n}:00.000Z`,
    edited_at: null,
    ...change,
  };
}

export const messages: ChatMessage[] = [
  message(1, teacher, "The slides are here: https://lectures.example.org/slides/graphs.pdf."),
  message(2, asking, "Does Dijkstra work with negative weights?"),
  message(3, asking, "I mean single edges, not cycles."),
  message(4, teacher, "No. We come to that in ten minutes.", { reply_to: uuid(852), edited_at: NOW }),
  message(5, asking2, "شكرًا، هذا واضح الآن."),
  message(6, student, "Could you zoom in a little?", { scope: "hosts", to: "hosts" }),
  message(7, teacher, "Is it better now?", { scope: "user", to: student.participant_id }),
];

export function poll(change: Partial<Poll> = {}): Poll {
  return {
    poll_id: uuid(871),
    question: "Which structure gives the next vertex fastest?",
    kind: "single",
    options: ["A sorted list", "A binary heap", "A hash table"].map((text) => ({ text, votes: null })),
    state: "open",
    anonymous: true,
    show_results: "closed",
    counts: null,
    voters: null,
    correct: null,
    my_choices: null,
    created_at: "2026-10-05T08:40:00.000Z",
    closes_at: null,
    closed_at: null,
    ...change,
  };
}

export const closedPoll = poll({
  poll_id: uuid(872),
  question: "What is the running time with a binary heap?",
  kind: "quiz",
  options: ["O(n²)", "O((n + m) log n)", "O(n + m)"].map((text) => ({ text, votes: null })),
  state: "closed",
  anonymous: false,
  counts: [3, 14, 2],
  voters: 19,
  correct: [1],
  my_choices: [1],
  created_at: "2026-10-05T08:10:00.000Z",
  closed_at: "2026-10-05T08:12:00.000Z",
});

export function joined(
  me: Participant,
  people: Participant[],
  change: Partial<JoinedRoom> = {},
  ofRoom: Partial<Room> = {},
): JoinedRoom {
  const mode = people.length > 2 ? "sfu" : "p2p";
  return {
    success: true,
    room_id: uuid(801),
    participant_id: me.participant_id,
    room_role: me.room_role,
    resumed: false,
    room: room({ media_mode: mode, participant_count: people.length, ...ofRoom }),
    participants: people,
    permissions: { mic: true, camera: true, screen: true, chat: true, hands: true, reactions: true },
    media: {
      mode,
      ice_servers: [],
      p2p_polite: me !== people[0],
      router_rtp_capabilities: mode === "sfu" ? routerCapabilities : null,
      producers: [],
    },
    messages,
    polls: [],
    hands: people.filter((person) => person.hand_raised_at !== null).map((person) => person.participant_id),
    recording: null,
    break: null,
    seq: 40,
    server_time: NOW,
    ...change,
  };
}

export const activeRecording: ActiveRecording = {
  recording_id: uuid(302),
  status: "recording",
  started_at: OPENED,
  paused: false,
};

export const stoppedRecording: Schemas["StoppedRecording"] = {
  recording_id: uuid(302),
  status: "processing",
  stopped_at: NOW,
  duration_seconds: 2_530,
  streaming_ready: true,
  message: "The lecture can be watched",
};
