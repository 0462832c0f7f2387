import { describe, expect, it } from "vitest";
import {
  newClass,
  reversed,
  spanOf,
  toChange,
  toFields,
  valuesOf,
} from "../../../src/features/calendar/classForm";
import { classSession } from "../../support/fixtures";

const session = classSession(1, {
  title: "Limits",
  starts_at: "2026-10-20T07:00:00.000Z",
  ends_at: "2026-10-20T08:30:00.000Z",
  timezone: "Europe/Berlin",
});

describe("a new class", () => {
  it("is proposed for the next full hour of its zone", () => {
    const values = newClass(new Date("2026-09-16T21:40:00Z"), "Africa/Cairo");
    expect([values.date, values.time]).toEqual(["2026-09-17", "01:00"]);
  });

  it("has no time until day and time are entered", () => {
    const values = newClass(new Date("2026-09-16T21:40:00Z"), "UTC");
    expect(spanOf({ ...values, date: "" })).toBeNull();
    expect(spanOf({ ...values, time: "" })).toBeNull();
  });

  it("stands alone unless it is repeated", () => {
    const values = { ...newClass(new Date("2026-09-16T06:10:00Z"), "UTC"), title: " Limits " };
    expect(toFields(values)).toEqual({
      title: "Limits",
      description: null,
      timezone: "UTC",
      starts_at: "2026-09-16T07:00:00.000Z",
      ends_at: "2026-09-16T08:00:00.000Z",
    });
  });

  it("comes again on its own day and on those that are ticked", () => {
    const values = newClass(new Date("2026-09-16T06:10:00Z"), "UTC");
    expect(toFields({ ...values, every: "2", days: ["mo"], count: "8" }).repeat).toEqual({
      freq: "weekly",
      interval: 2,
      days: ["mo", "we"],
      count: 8,
    });
    const until = toFields({ ...values, every: "1", ends: "until", until: "2026-12-20" }).repeat;
    expect(until).toEqual({ freq: "weekly", interval: 1, days: ["we"], until: "2026-12-20" });
  });
});

describe("a change", () => {
  it("names only what differs", () => {
    const values = valuesOf(session);
    expect(values).toMatchObject({ date: "2026-10-20", time: "09:00", minutes: "90" });
    expect(toChange(values, session)).toEqual({ scope: "this" });
    expect(toChange({ ...values, title: "Series", scope: "all" }, session)).toEqual({
      title: "Series",
      scope: "all",
    });
  });

  it("moves a class by the clocks of its zone, across a change of the clocks", () => {
    const change = toChange({ ...valuesOf(session), date: "2026-10-27" }, session);
    expect(change).toMatchObject({
      starts_at: "2026-10-27T08:00:00.000Z",
      ends_at: "2026-10-27T09:30:00.000Z",
    });
  });

  it("can be taken back", () => {
    const change = toChange({ ...valuesOf(session), time: "11:15", title: "Other" }, session);
    expect(reversed(change, session)).toEqual({
      title: "Limits",
      starts_at: session.starts_at,
      ends_at: session.ends_at,
      timezone: session.timezone,
      scope: "this",
    });
  });
});
