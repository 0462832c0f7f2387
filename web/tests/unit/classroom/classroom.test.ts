import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Classroom } from "../../../src/features/classroom/core/classroom";
import type { Happening } from "../../../src/features/classroom/core/happenings";
import { LocalMedia } from "../../../src/features/classroom/core/localMedia";
import * as fixtures from "../../support/classFixtures";
import { FakeDevice } from "../../support/fakeSfu";
import { FakeSocket, portsFor } from "../../support/fakeSocket";
import { uuid } from "../../support/fixtures";

const { student, teacher } = fixtures;

let socket: FakeSocket;
let classroom: Classroom;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async () => Response.json({ polls: [] }));
  socket = new FakeSocket();
  classroom = new Classroom(fixtures.CODE, new LocalMedia(), {
    ports: portsFor(socket),
    openDevice: async () => new FakeDevice(),
  });
  classroom.enter();
});

afterEach(() => {
  classroom.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settle() {
  await vi.advanceTimersByTimeAsync(0);
}

async function comeIn(joined = fixtures.joined(student, [student])) {
  socket.answers["join-room"] = { ok: true, data: joined };
  socket.answers["update-self"] = { ok: true, data: {} };
  socket.hears("connect");
  await settle();
}

function phase() {
  return classroom.store.state.phase;
}

describe("a class", () => {
  it("is entered as one device, which says what it sends", async () => {
    await comeIn();
    expect(phase()).toEqual({ is: "inside" });
    expect(socket.requests("join-room")).toMatchObject([{ room_id: fixtures.CODE, is_producer: true }]);
    expect(socket.requests("update-self")).toEqual([
      { room_id: fixtures.CODE, audio: false, video: false, screen: false },
    ]);
  });

  it("lets one wait at the door until a host opens, or not", async () => {
    socket.answers["join-room"] = {
      ok: true,
      data: { waiting: true, room_id: "", participant_id: "", position: 2 },
    };
    socket.hears("connect");
    await settle();
    expect(phase()).toEqual({ is: "waiting", position: 2 });
    socket.hears("waiting-updated", { position: 1 });
    expect(phase()).toEqual({ is: "waiting", position: 1 });
    socket.hears("joined-room", fixtures.joined(student, fixtures.crowd));
    expect(phase()).toEqual({ is: "inside" });
  });

  it("tells why one is not let in", async () => {
    socket.answers["join-room"] = { ok: false, error: { error: "", code: "ROOM_LOCKED", event: "" } };
    socket.hears("connect");
    await settle();
    expect(phase()).toEqual({ is: "out", out: { why: "refused", refusal: "ROOM_LOCKED" } });
    expect(socket.disconnects).toBe(1);
  });

  it("tries again when the server is busy", async () => {
    socket.answers["join-room"] = {
      ok: false,
      error: { error: "", code: "NOT_READY", event: "", retry_after_ms: 500 },
    };
    socket.hears("connect");
    await settle();
    socket.answers["join-room"] = { ok: true, data: fixtures.joined(student, [student]) };
    await vi.advanceTimersByTimeAsync(500);
    expect(phase()).toEqual({ is: "inside" });
  });

  it("goes in again after a loss that was too long, and only then", async () => {
    await comeIn();
    socket.hears("disconnect", "ping timeout");
    socket.recovered = true;
    socket.hears("connect");
    await settle();
    expect(socket.requests("join-room")).toHaveLength(1);
    socket.hears("disconnect", "ping timeout");
    socket.recovered = false;
    socket.hears("connect");
    await settle();
    expect(socket.requests("join-room")).toHaveLength(2);
  });

  it("asks for everything when an event is missing, once at a time", async () => {
    await comeIn();
    socket.answers["sync-room"] = { ok: true, data: fixtures.joined(student, [student], { seq: 60 }) };
    socket.hears("room-updated", { room: { name: "A" }, seq: 45 });
    socket.hears("room-updated", { room: { name: "B" }, seq: 46 });
    await settle();
    expect(socket.requests("sync-room")).toHaveLength(1);
    expect(classroom.store.state.room).toMatchObject({ seq: 60, isStale: false });
  });

  it("confirms what a moderator has switched off, even if it was off", async () => {
    const told: Happening[] = [];
    classroom.onHappening((happening) => told.push(happening));
    await comeIn(fixtures.joined(student, fixtures.crowd));
    socket.hears("moderation", {
      action: "mute-participant",
      by: teacher.participant_id,
      kind: "mic",
      reason: null,
    });
    await settle();
    expect(socket.requests("update-self")).toHaveLength(2);
    expect(told).toEqual([{ kind: "moderated", what: "mic", name: teacher.full_name }]);
  });

  it.each([
    ["join-denied", { reason: "Not now" }, { why: "denied", reason: "Not now" }],
    ["session-replaced", {}, { why: "replaced" }],
    [
      "class-ended",
      { reason: "host", recording_id: null, presence_seconds: 9 },
      { why: "ended", by: "host", recordingId: null, presenceSeconds: 9 },
    ],
    [
      "moderation",
      { action: "remove-participant", by: uuid(1), kind: null, reason: "Noise" },
      { why: "removed", reason: "Noise" },
    ],
  ])("is over for good after %s", async (event, data, out) => {
    await comeIn();
    socket.hears(event, data);
    await settle();
    expect(phase()).toEqual({ is: "out", out });
    socket.hears("connect");
    await settle();
    expect(socket.requests("join-room")).toHaveLength(1);
  });

  it("says every ten seconds that somebody is there", async () => {
    await comeIn();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(socket.requests("presence-heartbeat")).toEqual([
      { room_id: fixtures.CODE, visible: true, audible: false },
      { room_id: fixtures.CODE, visible: true, audible: false },
    ]);
  });

  it("shows a reaction for a moment", async () => {
    await comeIn();
    socket.hears("reaction", { participant_id: student.participant_id, reaction: "clap", at: "" });
    expect(classroom.store.state.reactions).toMatchObject([{ reaction: "clap" }]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(classroom.store.state.reactions).toEqual([]);
  });

  it("goes in again when the server has forgotten it", async () => {
    await comeIn();
    socket.answers["hand-raise"] = { ok: false, error: { error: "", code: "NOT_IN_ROOM", event: "" } };
    await expect(classroom.ask("hand-raise", { raised: true })).rejects.toMatchObject({
      code: "NOT_IN_ROOM",
    });
    await settle();
    expect(socket.requests("join-room")).toHaveLength(2);
  });
});
