// A server that is stopped or killed in the middle of a class (realtime.md sections 5.1 and 6.1).
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Fields, Peer } from "../support/peer";
import { ClassSchool } from "../support/school";

let school: ClassSchool;
beforeEach(async () => {
  school = await ClassSchool.open();
});
afterEach(() => school.close());

/** The same tab at the server that came after. */
async function returning(peer: Peer, who: "teacher" | "student", room: string): Promise<Fields> {
  const again = await school.peer(who, {}, peer.device);
  return again.join(room);
}

describe("SIGTERM", () => {
  it("sends clients away in order, ends with 0, and the class goes on afterwards", async () => {
    const room = await school.room();
    const teacher = await school.peer("teacher", { reconnection: false });
    const { participant_id: teacherId } = await teacher.join(room);
    const student = await school.peer("student", { reconnection: false, transports: ["polling"] });
    const { participant_id: studentId } = await student.join(room);
    await student.ask("hand-raise", { raised: true });
    const gone = [teacher.isGone(), student.isGone()];
    const ended = school.server.terminate();
    for (const peer of [teacher, student])
      expect(Number((await peer.hears("server-draining")).reconnect_after_ms)).toBeGreaterThan(0);
    expect(await Promise.all(gone)).toEqual(["transport close", "transport close"]);
    expect(await ended).toBe(0);

    await school.server.run();
    expect(await returning(teacher, "teacher", room)).toMatchObject({
      participant_id: teacherId,
      resumed: true,
    });
    const back = await returning(student, "student", room);
    expect(back).toMatchObject({ participant_id: studentId, resumed: true });
    expect(back.participants).toHaveLength(2);
  });
});

describe("SIGKILL", () => {
  it("takes nothing away that was acknowledged", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    const texts = Array.from({ length: 5 }, (_, n) => `message ${n}`);
    for (const text of texts) await teacher.ask("chat-message", { text });
    await school.server.kill();

    await school.server.run();
    const again = await returning(teacher, "teacher", room);
    expect((again.messages as Fields[]).map(({ text }) => text as string)).toEqual(texts);
  });
});
