// Clients that send what they must not: they get errors, and the class next to them goes on (realtime.md sections 1,
// 2 and 4).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Peer } from "../support/peer";
import { ClassSchool } from "../support/school";

let school: ClassSchool;
let room: string;
let teacher: Peer;
let student: Peer;
let nuisance: Peer;
beforeAll(async () => {
  school = await ClassSchool.open();
});
beforeEach(async () => {
  room = await school.room();
  teacher = await school.inside(room, "teacher");
  student = await school.inside(room, "student");
  nuisance = await school.peer("admin", { reconnection: false });
});
afterEach(async () => {
  await classGoesOn();
  school.disconnectClients();
});
afterAll(() => school.close());

/** The two others speak and hear each other, with no event in between that is not theirs. */
async function classGoesOn(): Promise<void> {
  for (const peer of [teacher, student]) (await peer.isUpToDate()).rest();
  await teacher.ask("chat-message", { text: "Any questions?" });
  await student.ask("chat-message", { text: "No" });
  for (const peer of [teacher, student]) {
    await peer.isUpToDate();
    expect(peer.rest()).toEqual(["chat-message", "chat-message"]);
  }
}

/** Sends bytes as one message of Engine.IO, past the client's encoder. */
function sendRaw(peer: Peer, text: string): void {
  peer.socket.io.engine.write(text);
}

describe("payloads", () => {
  it("that are no object are refused, whatever they are", async () => {
    await nuisance.join(room);
    for (const bad of [null, 5, "text", [], [1], true, "{", "[]"])
      expect(await nuisance.refusal("get-participants", bad), JSON.stringify(bad)).toBe("INVALID_PAYLOAD");
    expect(await nuisance.refusal("get-participants")).toBe("INVALID_PAYLOAD");
    expect(await nuisance.refusal("get-participants", {}, {})).toBe("INVALID_PAYLOAD");
    expect(await nuisance.refusal("get-participants", { room_id: room, file: Buffer.from("x") })).toBe(
      "INVALID_PAYLOAD",
    );
    expect(await nuisance.refusal("get-participants", JSON.stringify({ room_id: room }))).toBe("nothing");
  });

  it("with members of wrong types are refused with every error", async () => {
    await nuisance.join(room);
    const answer = await nuisance.emit("poll-create", { question: 5, options: "no", duration_seconds: -1 });
    expect(answer).toMatchObject({ ok: false, error: { code: "VALIDATION_FAILED", event: "poll-create" } });
    expect((answer.error as { details: { field: string }[] }).details.map(({ field }) => field)).toEqual([
      "question",
      "options",
      "duration_seconds",
    ]);
    expect(await nuisance.refusal("chat-message", { text: "x".repeat(5001) })).toBe("VALIDATION_FAILED");
    expect(await nuisance.refusal("join-room", { room_id: room, device_id: "mine" })).toBe("INVALID_ID");
    expect(await nuisance.refusal("webrtc-offer", { to: room, sdp: "x".repeat(70_000) })).toBe(
      "VALIDATION_FAILED",
    );
  });

  it("of events that do not exist, or that come before joining, are refused", async () => {
    for (const event of ["no-such-event", "Join-Room", "", "__proto__", "x".repeat(10_000)])
      expect(await nuisance.refusal(event, {}), event.slice(0, 20)).toBe("UNKNOWN_EVENT");
    for (const event of ["chat-message", "leave-room", "end-class", "hand-raise", "webrtc-offer"])
      expect(
        await nuisance.refusal(event, { room_id: room, text: "x", raised: true, to: room, sdp: "x" }),
        event,
      ).toBe("NOT_IN_ROOM");
  });
});

describe("packets", () => {
  for (const [what, text] of [
    ["are cut off", '2["chat-message",{"text":"hal'],
    ["are of no type", "9[]"],
    ["name no event", "2[]"],
    ["use a reserved name", '2["disconnect"]'],
    ["nest too deep", `2["x",${"[".repeat(2_000)}${"]".repeat(2_000)}]`],
    ["announce attachments that do not come", '51-["x",{"_placeholder":true,"num":0}]2["y"]'],
    ["connect a second time", '0{"token":"again"}'],
    ["answer what nobody asked in no format", "3not-a-number[]"],
  ] as const)
    it(`that ${what} end the connection`, async () => {
      await nuisance.join(room);
      const gone = nuisance.isGone();
      sendRaw(nuisance, text);
      sendRaw(nuisance, '2["get-participants",{}]');
      expect(await gone).toBe("transport close");
    });

  it("that are larger than allowed end the connection", async () => {
    await nuisance.join(room);
    const gone = nuisance.isGone();
    nuisance.socket.emit("chat-message", { text: "x".repeat(1_100_000) });
    expect(await gone).toBe("transport close");
    const body = "4" + "x".repeat(1_000_001);
    const opened = await (await fetch(`${school.address}/socket.io/?EIO=4&transport=polling`)).text();
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
    const answer = await fetch(`${school.address}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
      method: "POST",
      body,
    });
    expect(answer.status).toBe(413);
  });

  it("that come before the namespace was entered end the connection", async () => {
    const poll = (query: string, init?: RequestInit) =>
      fetch(`${school.address}/socket.io/?EIO=4&transport=polling${query}`, init);
    const { sid } = JSON.parse((await (await poll("")).text()).slice(1)) as { sid: string };
    await poll(`&sid=${sid}`, { method: "POST", body: '42["join-room",{}]' });
    expect((await poll(`&sid=${sid}`)).status).toBe(400);
  });
});

describe("a flood", () => {
  it("is refused, then ended, and does not reach the others", async () => {
    await nuisance.join(room);
    await student.isUpToDate();
    student.rest();
    const gone = nuisance.isGone();
    const answers = Array.from({ length: 300 }, (_, n) =>
      nuisance.refusal("chat-message", { text: `spam ${n}` }).catch(() => "no answer"),
    );
    expect(await gone).toBe("io server disconnect");
    // What was said before the end came is said; its acknowledgements may come too late.
    expect((await Promise.all(answers)).includes("RATE_LIMITED")).toBe(true);
    await student.isUpToDate();
    const spam = student.rest().filter((event) => event === "chat-message");
    expect(spam.length).toBeLessThan(10);
  });

  it("of any events has a limit, which says when to go on", async () => {
    await nuisance.join(room);
    const answers = await Promise.all(Array.from({ length: 105 }, () => nuisance.emit("get-room-info", {})));
    const refused = answers.find(({ ok }) => ok === false);
    expect(refused?.error).toMatchObject({ code: "RATE_LIMITED", event: "get-room-info" });
    expect(Number((refused?.error as { retry_after_ms: number }).retry_after_ms)).toBeGreaterThan(0);
  });
});
