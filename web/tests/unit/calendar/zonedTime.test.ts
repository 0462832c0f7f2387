import { describe, expect, it } from "vitest";
import { sameClock, toMoment, toWallTime, zonesWith } from "../../../src/features/calendar/zonedTime";

const moment = (date: string, time: string, zone: string) => toMoment({ date, time }, zone).toISOString();

describe("wall time", () => {
  it.each([
    ["2026-01-15", "10:00", "Africa/Cairo", "2026-01-15T08:00:00.000Z"],
    ["2026-07-15", "10:00", "Africa/Cairo", "2026-07-15T07:00:00.000Z"],
    ["2026-07-15", "10:00", "Asia/Kathmandu", "2026-07-15T04:15:00.000Z"],
    ["2026-01-01", "00:30", "Pacific/Auckland", "2025-12-31T11:30:00.000Z"],
    ["2026-01-15", "10:00", "UTC", "2026-01-15T10:00:00.000Z"],
  ])("%s %s in %s is %s, there and back", (date, time, zone, at) => {
    expect(moment(date, time, zone)).toBe(at);
    expect(toWallTime(new Date(at), zone)).toEqual({ date, time });
  });

  it("takes the first of two hours when clocks are put back", () => {
    expect(moment("2026-11-01", "01:30", "America/New_York")).toBe("2026-11-01T05:30:00.000Z");
    expect(moment("2026-11-01", "02:30", "America/New_York")).toBe("2026-11-01T07:30:00.000Z");
  });

  it("reads a skipped time by the clocks before they are put forward", () => {
    expect(moment("2026-03-29", "02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(moment("2026-03-29", "03:00", "Europe/Berlin")).toBe("2026-03-29T01:00:00.000Z");
    expect(moment("2026-03-29", "01:59", "Europe/Berlin")).toBe("2026-03-29T00:59:00.000Z");
  });
});

describe("zones", () => {
  it("differ only where their clocks do", () => {
    expect(sameClock(new Date("2026-01-15T08:00:00Z"), "Europe/Berlin", "Europe/Paris")).toBe(true);
    expect(sameClock(new Date("2026-01-15T08:00:00Z"), "Europe/Berlin", "Africa/Lagos")).toBe(true);
    expect(sameClock(new Date("2026-07-15T08:00:00Z"), "Europe/Berlin", "Africa/Lagos")).toBe(false);
  });

  it("are each listed once", () => {
    const zones = zonesWith("UTC", "Africa/Cairo", "Etc/Nowhere");
    expect(zones.filter((zone) => zone === "Africa/Cairo")).toHaveLength(1);
    expect(zones).toContain("Etc/Nowhere");
  });
});
