import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  inOrder,
  isPolite,
  peerOf,
  reduce,
  stateFrom,
  type RoomEvent,
  type RoomState,
} from "../../../src/features/classroom/core/roomState";
import * as fixtures from "../../support/classFixtures";
import { uuid } from "../../support/fixtures";

const NOW = Date.parse("2026-10-05T08:42:09.000Z");
const { student, teacher } = fixtures;

function begin(people = [teacher, student]): RoomState {
  return stateFrom(fixtures.joined(student, people), null, NOW);
}

function after(state: RoomState, ...events: RoomEvent[]): RoomState {
  return events.reduce(reduce, state);
}

describe("the state of a class", () => {
  it("begins with what the server told, and knows how far its clock is ahead", () => {
    const state = begin();
    expect(state.me).toBe(student.participant_id);
    expect(Object.keys(state.people)).toEqual([teacher.participant_id, student.participant_id]);
    expect(state.clockAhead).toBe(1_000);
    expect(state.hasEarlierMessages).toBe(false);
  });

  it("lets people come, change and go", () => {
    const third = fixtures.participant(7, "Lina Osman");
    const come = after(begin(), { type: "participant-joined", data: { participant: third, seq: 41 } });
    expect(come.people[third.participant_id]?.full_name).toBe("Lina Osman");
    const speaking = after(come, {
      type: "participant-updated",
      data: { participant: { participant_id: third.participant_id, audio: true }, seq: 42 },
    });
    expect(speaking.people[third.participant_id]).toEqual({ ...third, audio: true });
    const gone = after(speaking, {
      type: "participant-left",
      data: { participant_id: third.participant_id, reason: "leave", seq: 43 },
    });
    expect(gone.people).toEqual(begin().people);
    expect(gone.isStale).toBe(false);
  });

  it("knows whether the class is recorded", () => {
    const recording_id = uuid(302);
    const started = after(begin(), {
      type: "recording-started",
      data: { recording_id, started_at: fixtures.NOW, seq: 41 },
    });
    expect(started.recording).toMatchObject({ recording_id, paused: false });
    const paused = after(started, { type: "recording-paused", data: { recording_id, seq: 42 } });
    expect(paused.recording?.paused).toBe(true);
    const stopped = after(paused, { type: "recording-stopped", data: { recording_id, seq: 43 } });
    expect(stopped.recording).toBeNull();
    expect(after(stopped, { type: "recording-ready", data: { recording_id, status: "processing" } })).toBe(
      stopped,
    );
  });

  it("takes the hand of somebody who goes out of the queue", () => {
    const hands = [teacher.participant_id, student.participant_id];
    const raised = after(begin(), {
      type: "hand-updated",
      data: {
        participant_id: hands[0] ?? "",
        raised: true,
        raised_at: "2026-10-05T08:42:00.000Z",
        hands,
        seq: 41,
      },
    });
    expect(raised.hands).toEqual(hands);
    const left = after(raised, {
      type: "participant-left",
      data: { participant_id: teacher.participant_id, reason: "timeout", seq: 42 },
    });
    expect(left.hands).toEqual([student.participant_id]);
  });

  it("passes over what it has heard, and notices what it has not", () => {
    const state = begin();
    const old: RoomEvent = { type: "room-updated", data: { room: { name: "Old" }, seq: 40 } };
    expect(reduce(state, old)).toBe(state);
    const next = after(state, { type: "room-updated", data: { room: { name: "New" }, seq: 41 } });
    expect([next.room.name, next.isStale]).toEqual(["New", false]);
    expect(after(next, { type: "room-updated", data: { room: { name: "Newer" }, seq: 43 } }).isStale).toBe(
      true,
    );
  });

  it("asks what it may do after the settings have changed", () => {
    const settings = { ...fixtures.room().settings, chat: false };
    expect(after(begin(), { type: "room-updated", data: { room: { settings }, seq: 41 } }).isStale).toBe(
      true,
    );
  });

  it("keeps private messages, which have no number, apart from the count", () => {
    const message = fixtures.message(9, teacher, "Only for you", { scope: "user" });
    const state = after(begin(), { type: "chat-message", data: { message } });
    expect(state.messages.at(-1)).toEqual(message);
    expect(state.seq).toBe(40);
  });

  it("holds corrected messages and forgets deleted ones", () => {
    const corrected = { ...fixtures.messages[0], text: "Corrected" } as (typeof fixtures.messages)[number];
    const state = after(
      begin(),
      { type: "chat-updated", data: { message: corrected, seq: 41 } },
      { type: "chat-deleted", data: { message_id: uuid(852), seq: 42 } },
    );
    expect(state.messages[0]?.text).toBe("Corrected");
    expect(state.messages.map(({ id }) => id)).not.toContain(uuid(852));
  });

  it("remembers one's own answer when a poll is told to everybody", () => {
    const poll = fixtures.poll();
    const voted = reduce(after(begin(), { type: "poll-opened", data: { poll, seq: 41 } }), {
      type: "voted",
      pollId: poll.poll_id,
      choices: [1],
    });
    const closed = after(voted, {
      type: "poll-closed",
      data: { poll: { ...poll, state: "closed", counts: [0, 1, 0], voters: 1 }, seq: 42 },
    });
    expect(closed.polls).toHaveLength(1);
    expect(closed.polls[0]).toMatchObject({ state: "closed", my_choices: [1], counts: [0, 1, 0] });
  });

  it("keeps what was read when one comes back, and drops polls that have closed meanwhile", () => {
    const known = after(begin(), { type: "poll-opened", data: { poll: fixtures.poll(), seq: 41 } });
    const back = stateFrom(fixtures.joined(student, [teacher, student], { messages: [] }), known, NOW);
    expect(back.messages).toEqual(known.messages);
    expect(back.polls).toEqual([]);
  });

  it("finds the one other person only while two are connected directly", () => {
    expect(peerOf(begin())?.participant_id).toBe(teacher.participant_id);
    expect(peerOf(begin([student]))).toBeNull();
    expect(peerOf(begin(fixtures.crowd))).toBeNull();
  });

  it("is polite to those who were there first", () => {
    expect(isPolite(begin(), student)).toBe(false);
    const earlier = { ...teacher, joined_at: "2026-10-05T07:59:00.000Z" };
    expect(isPolite(begin(), earlier)).toBe(true);
    expect(isPolite(begin(), { ...teacher, joined_at: "2026-10-05T08:59:00.000Z" })).toBe(false);
  });

  it("shows hosts first, then co-hosts, then the others as they came", () => {
    const names = inOrder(begin([...fixtures.crowd].reverse()).people).map(({ full_name }) => full_name);
    expect(names).toEqual(fixtures.crowd.map(({ full_name }) => full_name).toSorted(byPlace));
  });
});

const PLACES = ["Dr. Omar Haddad", "Ingrid Solheim", "Mariam Al-Sayed", "Yusuf Karim"];

function byPlace(a: string, b: string): number {
  const place = (name: string) => (PLACES.includes(name) ? PLACES.indexOf(name) : PLACES.length);
  return place(a) - place(b);
}

// ---- whatever order events come in ----

const someone = fc.integer({ min: 1, max: 8 }).map((n) => fixtures.participant(n, `Person ${n}`));
const someId = someone.map(({ participant_id }) => participant_id);
const someMessage = fc
  .tuple(fc.integer({ min: 1, max: 30 }), someone)
  .map(([n, from]) => fixtures.message(n, from, `Message ${n}`));
const somePoll = fc
  .record({ n: fc.integer({ min: 1, max: 4 }), open: fc.boolean() })
  .map(({ n, open }) => fixtures.poll({ poll_id: uuid(880 + n), state: open ? "open" : "closed" }));
const seq = fc.integer({ min: 30, max: 80 });

const someEvent: fc.Arbitrary<RoomEvent> = fc.oneof(
  fc.record({
    type: fc.constant("participant-joined" as const),
    data: fc.record({ participant: someone, seq }),
  }),
  fc.record({
    type: fc.constant("participant-updated" as const),
    data: fc.record({
      participant: fc.record({ participant_id: someId, audio: fc.boolean() }),
      seq,
    }),
  }),
  fc.record({
    type: fc.constant("participant-left" as const),
    data: fc.record({ participant_id: someId, reason: fc.constantFrom("leave", "timeout", "removed"), seq }),
  }),
  fc.record({
    type: fc.constant("hand-updated" as const),
    data: fc.record({
      participant_id: someId,
      raised: fc.boolean(),
      raised_at: fc.constant("2026-10-05T08:41:00.000Z"),
      hands: fc.uniqueArray(someId),
      seq,
    }),
  }),
  fc.record({ type: fc.constant("chat-message" as const), data: fc.record({ message: someMessage, seq }) }),
  fc.record({ type: fc.constant("chat-message" as const), data: fc.record({ message: someMessage }) }),
  fc.record({
    type: fc.constant("chat-deleted" as const),
    data: fc.record({ message_id: someMessage.map(({ id }) => id), seq }),
  }),
  fc.record({ type: fc.constant("poll-opened" as const), data: fc.record({ poll: somePoll, seq }) }),
  fc.record({ type: fc.constant("poll-closed" as const), data: fc.record({ poll: somePoll, seq }) }),
);

describe("whatever the server says, in whatever order", () => {
  it("the state stays whole", () => {
    fc.assert(
      fc.property(fc.array(someEvent, { maxLength: 60 }), (events) => {
        events.reduce((state, event) => {
          const next = reduce(state, event);
          expect(next.people[next.me]).toBeDefined();
          expect(next.hands.every((id) => next.people[id])).toBe(true);
          expect(new Set(next.hands).size).toBe(next.hands.length);
          expect(next.seq).toBeGreaterThanOrEqual(state.seq);
          expect(new Set(next.messages.map(({ id }) => id)).size).toBe(next.messages.length);
          const times = next.messages.map(({ sent_at }) => sent_at);
          expect(times).toEqual(times.toSorted());
          expect(new Set(next.polls.map(({ poll_id }) => poll_id)).size).toBe(next.polls.length);
          return next;
        }, begin());
      }),
    );
  });

  it("hearing something twice changes nothing", () => {
    fc.assert(
      fc.property(fc.array(someEvent, { maxLength: 40 }), someEvent, (events, event) => {
        const once = after(begin(), ...events, event);
        expect(reduce(once, event)).toEqual(once);
      }),
    );
  });

  it("a gap is never forgotten until everything is told anew", () => {
    fc.assert(
      fc.property(fc.array(someEvent, { maxLength: 40 }), (events) => {
        const stale = after(begin(), { type: "room-updated", data: { room: {}, seq: 42 } });
        const later = after(stale, ...events);
        expect(later.isStale).toBe(true);
        expect(stateFrom(fixtures.joined(student, [teacher, student]), later, NOW).isStale).toBe(false);
      }),
    );
  });
});
