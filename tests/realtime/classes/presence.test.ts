// Connections that die, come back, or are taken over (realtime.md sections 2 and 5.4).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { CuttingProxy } from "../../e2e/support/cuttingProxy";
import { eventually } from "../../e2e/support/eventually";
import type { Fields, Peer } from "../support/peer";
import { ClassSchool } from "../support/school";
import { once } from "../support/server";

const OUTAGE_MS = 300;

let school: ClassSchool;
let proxy: CuttingProxy;
beforeAll(async () => {
  school = await ClassSchool.open("rooms.reconnect_grace_seconds=5", "rooms.empty_grace_seconds=2");
});
beforeEach(async () => {
  proxy = await CuttingProxy.start(school.server.portNumber, OUTAGE_MS);
});
afterEach(async () => {
  school.disconnectClients();
  await proxy.stop();
});
afterAll(() => school.close());

/** Breaks the connection of everybody behind the proxy, without a farewell. */
async function cut(peer: Peer): Promise<void> {
  const gone = once(peer.socket, "disconnect");
  proxy.cutAfter(1);
  peer.socket.emit("presence-heartbeat", { visible: true, audible: true });
  await gone;
}

/** What is said of somebody's presence. */
async function presence(observer: Peer, participant: unknown): Promise<string> {
  const news = await observer.hears("participant-updated", (payload) => {
    const change = payload.participant as Fields;
    return change.participant_id === participant && change.presence !== undefined;
  });
  return (news.participant as Fields).presence as string;
}

describe("a connection that dies", () => {
  for (const transports of [["polling"], ["websocket"]])
    it(`recovers with everything that was missed, once and in order (${transports.join()})`, async () => {
      const room = await school.room();
      const teacher = await school.inside(room, "teacher");
      const student = await school.peerAt(proxy.address, "student", { transports });
      const { participant_id } = await student.join(room);
      const id = student.socket.id;
      await teacher.ask("chat-message", { text: "0" });
      await student.hears("chat-message");

      const back = once(student.socket, "connect");
      await cut(student);
      expect(await presence(teacher, participant_id)).toBe("reconnecting");
      for (const text of ["1", "2", "3"]) await teacher.ask("chat-message", { text });
      await back;
      expect(student.socket.recovered).toBe(true);
      expect(student.socket.id).toBe(id);
      expect(await presence(teacher, participant_id)).toBe("connected");
      await teacher.ask("chat-message", { text: "4" });
      const heard: unknown[] = [];
      for (let n = 0; n < 4; ++n) heard.push(((await student.hears("chat-message")).message as Fields).text);
      expect(heard).toEqual(["1", "2", "3", "4"]);
      await student.isUpToDate();
      expect(student.rest().includes("chat-message")).toBe(false);
      // It is in the room without having joined again.
      expect((await student.ask("get-participants")).count).toBe(2);
    });

  it("finds everything as it was when the page was loaded again", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    const student = await school.peerAt(proxy.address, "student", { reconnection: false });
    const { participant_id } = await student.join(room);
    await student.ask("hand-raise", { raised: true });
    await cut(student);
    expect(await presence(teacher, participant_id)).toBe("reconnecting");
    const reloaded = await school.peer("student", {}, student.device);
    const again = await reloaded.join(room);
    expect(again).toMatchObject({ participant_id, resumed: true, hands: [participant_id] });
    expect(await presence(teacher, participant_id)).toBe("connected");
  });

  it("is gone after the grace period, and leaves no ghost", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    const student = await school.peerAt(proxy.address, "student", { reconnection: false });
    const { participant_id } = await student.join(room);
    await cut(student);
    expect(await presence(teacher, participant_id)).toBe("reconnecting");
    expect(await teacher.hears("participant-left")).toMatchObject({ participant_id, reason: "timeout" });
    expect((await teacher.ask("get-participants")).count).toBe(1);
    const late = await school.peer("student", {}, student.device);
    expect(await late.join(room)).toMatchObject({ resumed: false });
  });

  it("passes the lock on its way back", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    const student = await school.peerAt(proxy.address, "student", { reconnection: false });
    await student.join(room);
    await cut(student);
    await teacher.ask("lock-room", { locked: true });
    const again = await school.peer("student", {}, student.device);
    expect(await again.join(room)).toMatchObject({ resumed: true });
  });

  it("leaves a room behind that closes when nobody comes back", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    teacher.leaves();
    await eventually("the room to close", 30_000, async () => {
      const { state } = await school.api("teacher").call<{ state: string }>("GET", `/rooms/${room}`);
      return state === "closed";
    });
    const student = await school.peer("student");
    expect(await student.refusal("join-room", { room_id: room, device_id: student.device })).toBe(
      "ROOM_CLOSED",
    );
  });

  it("is not given back to somebody else", async () => {
    const student = await school.peer("student", { reconnection: false });
    const { socket } = student;
    const secret = (socket as unknown as { _pid: string })._pid;
    expect(secret.length).toBeGreaterThan(10);
    socket.io.engine.close();
    const thief = await school.peer("teacher", {
      auth: { token: school.api("teacher").accessToken, pid: secret },
    });
    expect(thief.socket.recovered).toBe(false);
    expect(thief.socket.id === socket.id).toBe(false);
  });
});

describe("one person", () => {
  it("may be there on three devices", async () => {
    const room = await school.room();
    const devices = [];
    for (let n = 0; n < 3; ++n) devices.push(await school.inside(room, "student"));
    const { participants } = (await devices[0]?.ask("get-participants")) as { participants: Fields[] };
    expect(new Set(participants.map(({ participant_id }) => participant_id as string)).size).toBe(3);
    expect(new Set(participants.map(({ user_id }) => user_id as string)).size).toBe(1);
    const fourth = await school.peer("student");
    expect(await fourth.refusal("join-room", { room_id: room, device_id: fourth.device })).toBe(
      "DEVICE_LIMIT",
    );
  });

  it("takes over their place by a second connection of the same tab", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    const first = await school.peer("student");
    const { participant_id } = await first.join(room);
    const gone = first.isGone();
    const second = await school.peer("student", {}, first.device);
    expect(await second.join(room)).toMatchObject({ participant_id, resumed: true });
    expect(await first.hears("session-replaced")).toMatchObject({ room_id: room });
    expect(await gone).toBe("io server disconnect");
    await teacher.isUpToDate();
    expect(teacher.rest().includes("participant-left")).toBe(false);
    await teacher.ask("chat-message", { text: "still here?" });
    await second.hears("chat-message");
  });
});
