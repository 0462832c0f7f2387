// Somebody who takes in less than the class says.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Fields, Peer } from "../support/peer";
import { ClassSchool } from "../support/school";

/** The most that a message may have, four bytes each. */
const LONG = "🎓".repeat(5_000);
const ASK_MS = 100;

let school: ClassSchool;
beforeAll(async () => {
  school = await ClassSchool.open();
});
afterEach(() => school.disconnectClients());
afterAll(() => school.close());

async function slowReaders(): Promise<number> {
  const metrics = await (await fetch(`${school.address}/metrics`)).text();
  return Number(/^vtp_realtime_disconnects_total\{reason="slow reader"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

/** Asks for the whole room again and again, 200 KB each time, until somebody else sees that the socket is gone. */
async function drown(deaf: Peer, participant: unknown, witness: Peer): Promise<void> {
  const asking = setInterval(() => {
    for (let n = 0; n < 4; ++n) deaf.socket.emit("sync-room", {});
  }, ASK_MS);
  try {
    await witness.hears("participant-updated", (payload) => {
      const change = payload.participant as Fields;
      return change.participant_id === participant && change.presence === "reconnecting";
    });
  } finally {
    clearInterval(asking);
  }
}

describe("a slow reader", () => {
  it("is dropped for that reason, keeps its place, and the class goes on", async () => {
    const room = await school.room();
    const teacher = await school.inside(room, "teacher");
    const student = await school.inside(room, "student");
    for (const peer of [teacher, student])
      for (let n = 0; n < 5; ++n) await peer.ask("chat-message", { text: LONG });
    const deaf = await school.peer("admin", { reconnection: false });
    const { participant_id } = await deaf.join(room);
    expect(await slowReaders()).toBe(0);
    deaf.stopsReading();
    await drown(deaf, participant_id, teacher);
    expect(await slowReaders()).toBe(1);

    for (const peer of [teacher, student]) (await peer.isUpToDate()).rest();
    for (const peer of [teacher, student]) await peer.ask("hand-raise", { raised: true });
    for (const peer of [teacher, student]) for (let n = 0; n < 2; ++n) await peer.hears("hand-updated");
    const again = await school.peer("admin", {}, deaf.device);
    expect(await again.join(room)).toMatchObject({ participant_id, resumed: true });
  });
});
