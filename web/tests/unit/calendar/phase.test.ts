import { describe, expect, it } from "vitest";
import { beginOf, byDay, daysUntil, weekOf } from "../../../src/features/calendar/days";
import { isPunctual, phaseOf } from "../../../src/features/calendar/phase";
import { classSession } from "../../support/fixtures";

const starts = Date.parse("2026-09-16T10:00:00Z");
const MINUTE = 60_000;
const session = classSession(1, {
  starts_at: "2026-09-16T10:00:00.000Z",
  ends_at: "2026-09-16T11:00:00.000Z",
});

describe("a class", () => {
  it.each([
    [-25 * 60, "planned"],
    [-24 * 60, "soon"],
    [-1, "soon"],
    [0, "due"],
    [59, "due"],
    [60, "missed"],
  ])("that nobody has begun is, %s minutes after its time, %s", (minutes, phase) => {
    expect(phaseOf(session, starts + minutes * MINUTE)).toBe(phase);
  });

  it.each(["live", "ended", "cancelled"] as const)("is what the server says: %s", (status) => {
    expect(phaseOf({ ...session, status }, starts + 500 * MINUTE)).toBe(status);
  });

  it("keeps its time if it begins within a quarter of an hour of it", () => {
    expect(
      [-16, -15, 15, 16].map((minutes) => isPunctual(session.starts_at, starts + minutes * MINUTE)),
    ).toEqual([false, true, true, false]);
  });
});

describe("days", () => {
  it("are those of the reader's zone", () => {
    const late = classSession(2, { starts_at: "2026-09-16T22:30:00.000Z" });
    expect(byDay([session, late], "Africa/Cairo").map(({ date }) => date)).toEqual([
      "2026-09-16",
      "2026-09-17",
    ]);
    expect(byDay([session, late], "UTC").map(({ sessions }) => sessions.length)).toEqual([2]);
    expect(beginOf("2026-09-17", "Africa/Cairo")).toBe("2026-09-16T21:00:00.000Z");
  });

  it("are counted by the calendar, not by hours", () => {
    const evening = Date.parse("2026-09-16T20:59:00Z");
    expect(daysUntil("2026-09-17", evening, "Africa/Cairo")).toBe(1);
    expect(daysUntil("2026-09-17", evening + 2 * MINUTE, "Africa/Cairo")).toBe(0);
  });

  it("make weeks that begin on Monday", () => {
    expect([weekOf("2026-09-20")[0], weekOf("2026-09-21")[0]]).toEqual(["2026-09-14", "2026-09-21"]);
    expect(weekOf("2026-12-31").at(-1)).toBe("2027-01-03");
  });
});
