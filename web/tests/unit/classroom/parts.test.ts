// The small pure parts of the class page.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallStats } from "../../../src/features/classroom/core/callStats";
import { isCorrectable, withMessages } from "../../../src/features/classroom/core/chatLog";
import { piecesOf } from "../../../src/features/classroom/core/links";
import { problemOf } from "../../../src/features/classroom/core/localMedia";
import { resultsOf } from "../../../src/features/classroom/core/pollBook";
import { QualityMeter, qualityOf } from "../../../src/features/classroom/core/quality";
import { commandFor } from "../../../src/features/classroom/core/shortcuts";
import { levelOf } from "../../../src/features/classroom/core/soundLevel";
import { isComplete, pollFrom } from "../../../src/features/classroom/panel/pollFields";
import { classPath, roomOfInvitation } from "../../../src/features/classroom/paths";
import { columnsFor, layoutOf } from "../../../src/features/classroom/stage/layout";
import * as fixtures from "../../support/classFixtures";

describe("invitations", () => {
  it.each([
    ["abc-defg-hjk", "abc-defg-hjk"],
    [" ABC-DEFG-HJK ", "abc-defg-hjk"],
    ["abc defg hjk", "abc-defg-hjk"],
    ["https://school.example/live/abc-defg-hjk?x=1", "abc-defg-hjk"],
  ])("%s names a room", (text, room) => {
    expect(roomOfInvitation(text)).toBe(room);
  });

  it("lead where the page is", () => {
    expect(classPath("abc-defg-hjk")).toBe("/live/abc-defg-hjk");
    expect(roomOfInvitation(classPath("abc"))).toBe("abc");
  });
});

describe("links in messages", () => {
  it("are found without the punctuation around them", () => {
    expect(piecesOf("See https://a.example/b?c=1, then (http://d.example).")).toEqual([
      { text: "See " },
      { text: "https://a.example/b?c=1", href: "https://a.example/b?c=1" },
      { text: ", then (" },
      { text: "http://d.example", href: "http://d.example" },
      { text: ")." },
    ]);
  });

  it("are never anything but http and https, and no letter is lost", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const pieces = piecesOf(`${text} javascript:alert(1) https://x.example/${text}`);
        expect(pieces.map((piece) => piece.text).join("")).toBe(
          `${text} javascript:alert(1) https://x.example/${text}`,
        );
        expect(pieces.every(({ href }) => href === undefined || /^https?:\/\//i.test(href))).toBe(true);
      }),
    );
  });
});

describe("connection quality", () => {
  it.each([
    [0.5, 120, 12, "excellent"],
    [2.0, 300, 40, "good"],
    [0.5, 120, 45, "fair"],
    [9, 80, 10, "poor"],
  ])("loss %s %%, %s ms, jitter %s ms is %s", (lossPercent, roundTripMs, jitterMs, quality) => {
    expect(qualityOf({ lossPercent, roundTripMs, jitterMs })).toBe(quality);
  });

  it("gets worse at once and better only after five seconds", () => {
    const meter = new QualityMeter();
    const good = { lossPercent: 0, roundTripMs: 50, jitterMs: 5 };
    expect(meter.add(good, 0)).toBe("excellent");
    expect(meter.add({ ...good, lossPercent: 60 }, 5_000)).toBe("poor");
    expect(meter.add(good, 60_000)).toBe("poor");
    expect(meter.add(good, 64_999)).toBe("poor");
    expect(meter.add(good, 65_000)).toBe("excellent");
  });

  it("is the worse of the two directions", () => {
    const stats = new CallStats();
    const report = (packetsReceived: number, packetsLost: number) =>
      [
        ["in", { id: "in", type: "inbound-rtp", packetsReceived, packetsLost, jitter: 0.001 }],
        ["up", { id: "up", type: "remote-inbound-rtp", fractionLost: 0, roundTripTime: 0.02, jitter: 0.001 }],
      ] as const;
    expect(stats.read(report(100, 0), 0)).toBe("excellent");
    expect(stats.read(report(150, 50), 2_000)).toBe("poor");
  });

  it("is unknown without media", () => {
    expect(new CallStats().read([], 0)).toBeNull();
  });
});

describe("the stage", () => {
  const [teacher, student, assistant] = fixtures.crowd;
  const me = fixtures.student.participant_id;
  const two = [fixtures.teacher, fixtures.student];

  it("shows two people side by side, oneself last", () => {
    const { featured, others } = layoutOf(two, me, null, 9);
    expect(featured).toBeNull();
    expect(others.map(({ participantId }) => participantId)).toEqual([
      fixtures.teacher.participant_id,
      fixtures.student.participant_id,
    ]);
  });

  it("shows a shared screen large, of others before one's own", () => {
    const sharing = [
      { ...fixtures.teacher, screen: true },
      { ...fixtures.student, screen: true },
    ];
    const { featured, others } = layoutOf(sharing, me, null, 9);
    expect(featured).toEqual({ participantId: fixtures.teacher.participant_id, shows: "screen" });
    expect(others).toContainEqual({ participantId: me, shows: "screen" });
  });

  it("shows what is pinned before all else, while it is there", () => {
    const pinned = { participantId: assistant?.participant_id ?? "", shows: "camera" as const };
    const sharing = fixtures.crowd.map((person) => ({ ...person, screen: person === teacher }));
    expect(layoutOf(sharing, me, pinned, 9).featured).toEqual(pinned);
    expect(layoutOf(two, me, pinned, 9).featured).toBeNull();
  });

  it("never loses anybody without saying so, and always shows oneself", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 2, max: 12 }), (count, most) => {
        const people = Array.from({ length: count }, (_, n) => fixtures.participant(n + 1, `Person ${n}`));
        const self = people[0]?.participant_id ?? "";
        const { featured, others, hidden } = layoutOf(people, self, null, most);
        expect(others.length + hidden + Number(featured !== null)).toBe(count);
        expect(others.length).toBeLessThanOrEqual(most);
        expect(others.some(({ participantId }) => participantId === self)).toBe(true);
      }),
    );
  });

  it("puts pictures where they become largest", () => {
    expect(columnsFor(2, 1_600, 500)).toBe(2);
    expect(columnsFor(2, 360, 640)).toBe(1);
    expect(columnsFor(9, 1_600, 900)).toBe(3);
    expect(student).toBe(fixtures.student);
  });
});

describe("messages", () => {
  it("stand in the order of time, each once", () => {
    const [a, b] = fixtures.messages as [(typeof fixtures.messages)[0], (typeof fixtures.messages)[0]];
    expect(withMessages([b], [a, { ...b, text: "again" }]).map(({ text }) => text)).toEqual([
      a.text,
      "again",
    ]);
  });

  it("can be corrected by their author for a quarter of an hour", () => {
    const message = fixtures.message(1, fixtures.student, "Hello");
    const sent = Date.parse(message.sent_at);
    expect(isCorrectable(message, fixtures.student.user_id, sent + 899_999)).toBe(true);
    expect(isCorrectable(message, fixtures.student.user_id, sent + 900_000)).toBe(false);
    expect(isCorrectable(message, fixtures.teacher.user_id, sent)).toBe(false);
  });
});

describe("polls", () => {
  const fields = {
    question: " Which? ",
    options: ["A", " ", "B", "C"],
    correct: [2],
    kind: "quiz" as const,
    anonymous: false,
    show_results: "closed" as const,
    seconds: "60",
  };

  it("are sent without empty answers, and right answers keep their places", () => {
    expect(pollFrom(fields)).toEqual({
      question: "Which?",
      options: ["A", "B", "C"],
      correct: [1],
      kind: "quiz",
      anonymous: false,
      show_results: "closed",
      duration_seconds: 60,
    });
  });

  it("need a question, two answers, and of a quiz a right one", () => {
    expect(isComplete(fields)).toBe(true);
    expect(isComplete({ ...fields, question: " " })).toBe(false);
    expect(isComplete({ ...fields, options: ["A", ""] })).toBe(false);
    expect(isComplete({ ...fields, correct: [1] })).toBe(false);
  });

  it("show results only to those who may see them", () => {
    expect(resultsOf(fixtures.poll())).toBeNull();
    expect(resultsOf(fixtures.closedPoll)?.[1]).toMatchObject({ votes: 14, isCorrect: true, isMine: true });
  });
});

describe("keys", () => {
  const key = (change: Partial<KeyboardEvent>) =>
    commandFor({
      key: "",
      code: "",
      shiftKey: false,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      isComposing: false,
      defaultPrevented: false,
      repeat: false,
      ...change,
    });

  it("go by the letter, or by the place on other keyboards", () => {
    expect(key({ key: "m", code: "Semicolon" })).toBe("mic");
    expect(key({ key: "ة", code: "KeyM" })).toBe("mic");
    expect(key({ key: "?", shiftKey: true })).toBe("help");
    expect(key({ key: "v", ctrlKey: true })).toBeUndefined();
    expect(key({ key: "m", code: "KeyM", repeat: true })).toBeUndefined();
  });
});

describe("devices", () => {
  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
    ["TypeError", "unknown"],
  ])("%s is a device that is %s", (name, problem) => {
    expect(problemOf(new DOMException("", name))).toBe(problem);
  });

  it("have a loudness from silence to full", () => {
    expect(levelOf(new Float32Array(64))).toBe(0);
    expect(levelOf(new Float32Array(64).fill(1))).toBe(1);
    expect(levelOf(new Float32Array(64).fill(0.03))).toBeCloseTo(0.446, 2);
  });
});
