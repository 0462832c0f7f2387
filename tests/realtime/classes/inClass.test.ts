// What happens in a class, event by event (realtime.md section 6), among a teacher and students.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Client } from "../../e2e/support/api";
import type { Fields, Peer } from "../support/peer";
import { ClassSchool } from "../support/school";

let school: ClassSchool;
let sara: Client; // of no course
beforeAll(async () => {
  school = await ClassSchool.open("media.stun=stun:stun.school.test:3478");
  sara = await school.stranger("Sara Stranger");
});
afterEach(() => school.disconnectClients());
afterAll(() => school.close());

interface Scene {
  room: string;
  teacher: Peer;
  student: Peer;
  teacherId: string;
  studentId: string;
}

/** A room with both of them in it, who have heard of each other. */
async function classOfTwo(more: Fields = {}): Promise<Scene> {
  const room = await school.room(more);
  const teacher = await school.peer("teacher");
  const { participant_id: teacherId } = await teacher.join(room);
  const student = await school.peer("student");
  const { participant_id: studentId } = await student.join(room);
  await teacher.hears("participant-joined");
  return { room, teacher, student, teacherId: String(teacherId), studentId: String(studentId) };
}

describe("joining", () => {
  it("tells the newcomer everything, and the others of the newcomer", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    const student = await school.peer("student");
    const joined = await student.join(room);
    expect(joined).toMatchObject({
      success: true,
      room_id: room,
      room_role: "participant",
      resumed: false,
      room: { name: "Optics", state: "active", is_locked: false },
      permissions: { mic: true, camera: true, screen: true, chat: true, hands: true, reactions: true },
      media: { mode: "p2p", ice_servers: [{ urls: ["stun:stun.school.test:3478"] }], p2p_polite: true },
      messages: [],
      polls: [],
      hands: [],
    });
    expect(joined.participants).toHaveLength(2);
    const news = await teacher.hears("participant-joined");
    expect(news.participant).toMatchObject({
      participant_id: joined.participant_id,
      user_id: school.person("student").id,
      full_name: "Salma Student",
      email: school.person("student").email,
      socket_id: student.socket.id,
      presence: "connected",
    });
    expect(news.seq).toBe(joined.seq);
  });

  it("works by the join code, and tells e-mail addresses to hosts only", async () => {
    const room = await school.room();
    const { join_code } = await school.api("teacher").call<{ join_code: string }>("GET", `/rooms/${room}`);
    await school.inside(room, "teacher");
    const student = await school.peer("student");
    const joined = await student.join(join_code.toUpperCase().replaceAll("-", ""));
    expect(joined.room_id).toBe(room);
    expect(JSON.stringify(joined).includes(school.person("teacher").email)).toBe(false);
  });

  it("is told by an event where no acknowledgement is asked for", async () => {
    const room = await school.room();
    const student = await school.peer("student");
    student.socket.emit("join-room", { room_id: room, device_id: student.device });
    expect(await student.hears("joined-room")).toMatchObject({ success: true, room_id: room });
    student.socket.emit("chat-message", {});
    expect(await student.hears("error")).toMatchObject({ code: "MISSING_FIELDS", event: "chat-message" });
  });

  it("is refused to those who may not enter, who hear nothing of the class", async () => {
    const { room, teacher } = await classOfTwo();
    const stranger = await school.peer(sara);
    expect(await stranger.refusal("join-room", { room_id: room, device_id: stranger.device })).toBe(
      "ROOM_NOT_FOUND",
    );
    await teacher.ask("chat-message", { text: "among us" });
    expect(await stranger.refusal("get-participants", { room_id: room })).toBe("NOT_IN_ROOM");
    expect(stranger.rest()).toEqual([]);
  });

  it("ends with leaving", async () => {
    const { room, teacher, student, studentId } = await classOfTwo();
    expect(await student.ask("leave-room", { room_id: room })).toEqual({ room_id: room });
    expect(await teacher.hears("participant-left")).toMatchObject({
      participant_id: studentId,
      reason: "leave",
    });
    student.rest();
    await teacher.ask("chat-message", { text: "without you" });
    expect(await student.refusal("get-participants", {})).toBe("NOT_IN_ROOM");
    expect(student.rest()).toEqual([]);
  });

  it("lists and describes the room to those inside", async () => {
    const { room, student } = await classOfTwo();
    const list = await student.ask("get-participants");
    expect(list).toMatchObject({ room_id: room, count: 2 });
    expect(await student.ask("get-room-info")).toMatchObject({
      room_id: room,
      name: "Optics",
      participant_count: 2,
      media_mode: "p2p",
    });
    expect(await student.ask("sync-room")).toMatchObject({ room_id: room, success: true });
    const updated = await student.ask("update-self", { audio: true, display_name: "Salma at home" });
    expect(updated.participant).toMatchObject({ audio: true, full_name: "Salma at home" });
  });

  it("numbers what goes to everybody, in one order for all", async () => {
    const { teacher, student } = await classOfTwo();
    await Promise.all([
      teacher.ask("chat-message", { text: "one" }),
      student.ask("chat-message", { text: "two" }),
      student.ask("hand-raise", { raised: true }),
    ]);
    const order = async (peer: Peer) => {
      const chats = [await peer.hears("chat-message"), await peer.hears("chat-message")];
      return [...chats, await peer.hears("hand-updated")].map(({ seq }) => Number(seq));
    };
    const heard = await order(teacher);
    expect(await order(student)).toEqual(heard);
    expect(new Set(heard).size).toBe(3);
  });
});

describe("the door", () => {
  it("has a waiting room, from which hosts admit and deny", async () => {
    const room = await school.room({ waiting_room: "everyone" });
    const teacher = await school.inside(room, "teacher");
    const student = await school.peer("student");
    const waiting = await student.join(room);
    expect(waiting).toMatchObject({ waiting: true, position: 1 });
    const list = await teacher.hears("waiting-list");
    expect(list.waiting).toMatchObject([
      { participant_id: waiting.participant_id, full_name: "Salma Student" },
    ]);
    expect(await student.refusal("chat-message", { text: "hello?" })).toBe("NOT_IN_ROOM");
    await teacher.ask("chat-message", { text: "before you came" });
    await teacher.ask("admit-participant", { participant_id: waiting.participant_id });
    const joined = await student.hears("joined-room");
    expect(joined.participant_id).toBe(waiting.participant_id);
    expect(student.rest().filter((event) => event !== "waiting-updated")).toEqual([]);

    const other = await school.peer("student");
    const second = await other.join(room);
    await teacher.ask("deny-participant", { participant_id: second.participant_id });
    expect(await other.hears("join-denied")).toMatchObject({ room_id: room });
    expect(await other.refusal("get-participants", { room_id: room })).toBe("NOT_IN_ROOM");
  });

  it("can be locked, but not before those who are inside or may open it", async () => {
    const { room, teacher, student } = await classOfTwo();
    await teacher.ask("lock-room", { locked: true });
    expect((await student.hears("room-updated")).room).toMatchObject({ is_locked: true });
    const other = await school.peer("student");
    expect(await other.refusal("join-room", { room_id: room, device_id: other.device })).toBe("ROOM_LOCKED");
    const again = await school.peer("student", {}, student.device);
    expect(await again.join(room)).toMatchObject({ resumed: true });
    await school.inside(room, "admin");
  });

  it("lets in as many as the room holds, and hosts", async () => {
    const { room } = await classOfTwo({ max_participants: 2 });
    const third = await school.peer("student");
    expect(await third.refusal("join-room", { room_id: room, device_id: third.device })).toBe("ROOM_FULL");
    await school.inside(room, "admin");
  });

  it("is closed for those who were removed for good", async () => {
    const { room, teacher, student, studentId } = await classOfTwo();
    await teacher.ask("remove-participant", { participant_id: studentId, ban: true, reason: "noise" });
    expect(await student.hears("moderation")).toMatchObject({
      action: "remove-participant",
      reason: "noise",
    });
    expect(await teacher.hears("participant-left")).toMatchObject({ reason: "removed" });
    student.rest();
    await teacher.ask("chat-message", { text: "without you" });
    expect(await student.refusal("join-room", { room_id: room, device_id: student.device })).toBe(
      "REMOVED_FROM_ROOM",
    );
    expect(student.rest()).toEqual([]);
  });
});

describe("from peer to peer", () => {
  it("offers, answers and candidates reach the one who is named, from whom they are", async () => {
    const { room, teacher, student, teacherId, studentId } = await classOfTwo();
    const bystander = await school.peer(sara);
    await bystander.join(await school.room({ course_id: undefined, access: "link" }));
    const forged = { room_id: room, to: studentId, from: studentId };
    expect(await teacher.ask("webrtc-offer", { ...forged, type: "offer", sdp: "v=0\r\n" })).toEqual({
      delivered: true,
    });
    expect(await student.hears("webrtc-offer")).toMatchObject({
      room_id: room,
      from: teacherId,
      to: studentId,
      type: "offer",
      sdp: "v=0\r\n",
    });
    await student.ask("webrtc-answer", { to: teacherId, type: "answer", sdp: "v=0\r\nanswer" });
    expect(await teacher.hears("webrtc-answer")).toMatchObject({ from: studentId, sdp: "v=0\r\nanswer" });
    const candidate = { candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host", sdpMid: "0" };
    await student.ask("ice-candidate", { to: teacherId, candidate });
    await student.ask("ice-candidate", { to: teacherId, candidate: null });
    expect((await teacher.hears("ice-candidate")).candidate).toEqual(candidate);
    expect((await teacher.hears("ice-candidate")).candidate).toBeNull();
    await bystander.isUpToDate();
    expect([...teacher.rest(), ...student.rest(), ...bystander.rest()]).toEqual([]);
  });

  it("reach nobody in another room", async () => {
    const { teacher } = await classOfTwo();
    const elsewhere = await school.peer("student");
    const { participant_id } = await elsewhere.join(await school.room());
    const offer = { to: participant_id as string, type: "offer", sdp: "v=0" };
    expect(await teacher.refusal("webrtc-offer", offer)).toBe("PARTICIPANT_NOT_FOUND");
    await elsewhere.isUpToDate();
    expect(elsewhere.rest()).toEqual([]);
  });

  it("ends when a third comes: the mode changes before anybody hears of them", async () => {
    const { room, teacher, student, studentId } = await classOfTwo();
    student.rest();
    const third = await school.inside(room, "admin");
    await third.isUpToDate();
    await student.isUpToDate();
    const events = student.rest();
    expect(events.indexOf("media-mode")).toBeGreaterThanOrEqual(0);
    expect(events.indexOf("media-mode")).toBeLessThan(events.indexOf("participant-joined"));
    expect(await teacher.hears("media-mode")).toMatchObject({ mode: "sfu", reason: "third_participant" });
    // Ten seconds are left to those who talk to each other.
    expect(await teacher.ask("ice-candidate", { to: studentId, candidate: null })).toEqual({
      delivered: true,
    });
  });
});

describe("chat", () => {
  it("is heard by all, edited, taken back and kept", async () => {
    const { room, teacher, student } = await classOfTwo();
    const { message } = await student.ask("chat-message", { text: "What is light?" });
    const heard = await teacher.hears("chat-message");
    expect(heard.message).toEqual(message);
    expect(heard.message).toMatchObject({ text: "What is light?", full_name: "Salma Student" });
    await student.ask("chat-edit", { message_id: (message as Fields).id as string, text: "What is colour?" });
    expect((await teacher.hears("chat-updated")).message).toMatchObject({ text: "What is colour?" });
    await student.ask("chat-message", { text: "Never mind" });
    const gone = (await teacher.hears("chat-message")).message as Fields;
    await teacher.ask("chat-delete", { message_id: gone.id as string });
    expect(await student.hears("chat-deleted")).toMatchObject({ message_id: gone.id as string });
    const history = await teacher.ask("chat-history", {});
    expect((history.messages as Fields[]).map(({ text }) => text as string)).toEqual(["What is colour?"]);
    const stored = await school.api("student").call<Fields>("GET", `/rooms/${room}/chat`);
    expect(stored.messages).toEqual(history.messages);
    const late = await school.peer("student");
    expect((await late.join(room)).messages).toEqual(history.messages);
  });

  it("can be between two, or with the hosts", async () => {
    const { room, teacher, student, teacherId } = await classOfTwo();
    const third = await school.inside(room, "admin");
    await student.ask("chat-message", { text: "only you", to: teacherId });
    expect((await teacher.hears("chat-message")).message).toMatchObject({ text: "only you" });
    await student.ask("chat-message", { text: "hosts", to: "hosts" });
    expect((await third.hears("chat-message")).message).toMatchObject({ text: "hosts" });
  });

  it("can be switched off, and hosts still write", async () => {
    const { teacher, student } = await classOfTwo();
    await teacher.ask("update-settings", { settings: { chat: false } });
    expect(await student.refusal("chat-message", { text: "x" })).toBe("FEATURE_DISABLED");
    await teacher.ask("chat-message", { text: "quiet, please" });
    expect((await student.hears("chat-message")).message).toMatchObject({ text: "quiet, please" });
  });
});

describe("hands, reactions and polls", () => {
  it("queues hands, and lowers them", async () => {
    const { room, teacher, student, studentId } = await classOfTwo();
    const other = await school.peer("student");
    const { participant_id: otherId } = await other.join(room);
    expect(await student.ask("hand-raise", { raised: true })).toEqual({ position: 1 });
    expect(await other.ask("hand-raise", { raised: true })).toEqual({ position: 2 });
    expect((await teacher.hears("hand-updated")).hands).toEqual([studentId]);
    expect((await teacher.hears("hand-updated")).hands).toEqual([studentId, otherId]);
    expect(await teacher.ask("hand-lower", { participant_id: studentId })).toEqual({ lowered: 1 });
    expect(await student.hears("hand-updated", ({ raised }) => raised === false)).toMatchObject({
      participant_id: studentId,
      hands: [otherId],
    });
    expect(await teacher.ask("hand-lower", { all: true })).toEqual({ lowered: 1 });
  });

  it("shows reactions, and the lost to hosts without names", async () => {
    const { teacher, student, studentId } = await classOfTwo();
    await student.ask("reaction", { reaction: "clap" });
    expect(await teacher.hears("reaction")).toMatchObject({ participant_id: studentId, reaction: "clap" });
    expect(await student.refusal("reaction", { reaction: "boo" })).toBe("VALIDATION_FAILED");
    await student.ask("lost-pulse", {});
    const pulse = await teacher.hears("pulse");
    expect(pulse).toMatchObject({ lost_last_2_min: 1 });
    expect(JSON.stringify(pulse).includes(studentId)).toBe(false);
    await student.isUpToDate();
    expect(student.rest().includes("pulse")).toBe(false);
  });

  it("holds polls, whose counts hosts see live and all see at the end", async () => {
    const { room, teacher, student } = await classOfTwo();
    const { poll } = await teacher.ask("poll-create", {
      question: "Is light a wave?",
      options: ["yes", "no", "both"],
      kind: "quiz",
      correct: [2],
    });
    const opened = await student.hears("poll-opened");
    expect(opened.poll).toMatchObject({ correct: null });
    const pollId = (poll as Fields).poll_id as string;
    expect(await student.ask("poll-vote", { poll_id: pollId, choices: [0] })).toEqual({ my_choices: [0] });
    expect(await student.ask("poll-vote", { poll_id: pollId, choices: [2] })).toEqual({ my_choices: [2] });
    expect(await teacher.hears("poll-updated", ({ counts }) => (counts as number[])[2] === 1)).toMatchObject({
      voters: 1,
    });
    expect(await student.refusal("poll-vote", { poll_id: pollId, choices: [7] })).toBe("VALIDATION_FAILED");
    await teacher.ask("poll-close", { poll_id: pollId });
    const closed = (await student.hears("poll-closed")).poll as Fields;
    expect(closed).toMatchObject({ state: "closed", counts: [0, 0, 1], correct: [2] });
    expect(await student.refusal("poll-vote", { poll_id: pollId, choices: [0] })).toBe("POLL_CLOSED");
    student.rest();
    const { polls } = await school.api("teacher").call<{ polls: Fields[] }>("GET", `/rooms/${room}/polls`);
    expect(polls).toMatchObject([{ question: "Is light a wave?", state: "closed" }]);
  });
});

describe("moderation", () => {
  it("is not for participants, and what they try changes nothing", async () => {
    const { teacher, student, teacherId } = await classOfTwo();
    const target = { participant_id: teacherId };
    const orders: [string, Fields][] = [
      ["end-class", {}],
      ["mute-all", {}],
      ["set-role", { ...target, room_role: "participant" }],
      ["remove-participant", target],
      ["mute-participant", target],
      ["lock-room", { locked: true }],
      ["update-settings", { settings: { chat: false } }],
      ["set-permissions", { all: true, permissions: { mic: false } }],
      ["class-break", { active: true }],
      ["poll-create", { question: "?", options: ["a", "b"] }],
      ["hand-lower", { all: true }],
    ];
    for (const [event, payload] of orders)
      expect(await student.refusal(event, payload), event).toBe("INSUFFICIENT_PERMISSIONS");
    await teacher.isUpToDate();
    expect(teacher.rest()).toEqual([]);
  });

  it("mutes, takes and gives permissions", async () => {
    const { teacher, student, studentId } = await classOfTwo();
    await student.ask("update-self", { audio: true });
    await teacher.ask("mute-participant", { participant_id: studentId, allow_again: false });
    expect(await student.hears("moderation")).toMatchObject({ kind: "mic" });
    await student.ask("update-self", { audio: false });
    expect(await student.refusal("update-self", { audio: true })).toBe("INSUFFICIENT_PERMISSIONS");
    await teacher.ask("set-permissions", { participant_id: studentId, permissions: { mic: true } });
    await student.ask("update-self", { audio: true });
  });

  it("makes co-hosts, who may do what hosts may but not to hosts", async () => {
    const { teacher, student, studentId, teacherId } = await classOfTwo();
    await teacher.ask("set-role", { participant_id: studentId, room_role: "cohost" });
    await student.hears("participant-updated", ({ participant }) => {
      return (participant as Fields).room_role === "cohost";
    });
    await student.ask("lock-room", { locked: true });
    expect(await student.refusal("remove-participant", { participant_id: teacherId })).toBe(
      "INSUFFICIENT_PERMISSIONS",
    );
    expect(await student.refusal("end-class", {})).toBe("INSUFFICIENT_PERMISSIONS");
  });

  it("has breaks", async () => {
    const { teacher, student } = await classOfTwo();
    await teacher.ask("class-break", { active: true });
    expect(await student.hears("break-updated")).toMatchObject({ active: true });
    await teacher.ask("class-break", { active: false });
    expect(await student.hears("break-updated")).toMatchObject({ active: false });
  });

  it("ends the class for everybody and for good", async () => {
    const { room, teacher, student } = await classOfTwo();
    await teacher.ask("end-class", {});
    expect(await student.hears("class-ended")).toMatchObject({ room_id: room, reason: "host" });
    expect(await student.refusal("join-room", { room_id: room, device_id: student.device })).toBe(
      "ROOM_CLOSED",
    );
    const other = await classOfTwo();
    await school.api("teacher").call("DELETE", `/signalling/room/delete?room_id=${other.room}`);
    expect(await other.student.hears("class-ended")).toMatchObject({ room_id: other.room });
  });
});

describe("a class on the calendar", () => {
  it("is entered through the room that its start has opened", async () => {
    const starts = Date.now() + 60_000;
    const { id } = await school
      .api("teacher")
      .call<{ id: string }>("POST", `/courses/${school.course}/sessions`, {
        title: "Optics I",
        starts_at: new Date(starts).toISOString(),
        ends_at: new Date(starts + 3_600_000).toISOString(),
        timezone: "UTC",
      });
    const path = `/courses/${school.course}/sessions/${id}`;
    const { room_id } = await school.api("teacher").call<{ room_id: string }>("POST", `${path}/start`);
    await school.inside(room_id, "teacher");
    const student = await school.inside(room_id, "student");
    const live = await school.api("student").call<Fields>("GET", path);
    expect(live).toMatchObject({ status: "live", room: { room_id } });
    await school.api("teacher").call("POST", `${path}/end`);
    expect(await student.hears("class-ended")).toMatchObject({ room_id });
    expect(await school.api("student").call<Fields>("GET", path)).toMatchObject({ status: "ended" });
  });
});
