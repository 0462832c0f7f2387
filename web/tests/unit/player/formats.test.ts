import { describe, expect, it } from "vitest";
import { loadPreferences, savePreferences } from "../../../src/features/player/core/preferences";
import { nextSpeed } from "../../../src/features/player/core/speeds";
import { spokenTime } from "../../../src/features/player/core/spokenTime";
import { startPosition } from "../../../src/features/player/core/startPosition";
import { frameAt, parseStoryboard } from "../../../src/features/player/core/storyboard";
import { formatTimeLink, parseTimeLink } from "../../../src/features/player/core/timeLink";

describe("times in links", () => {
  it.each([
    ["90", 90],
    ["90s", 90],
    ["1m30s", 90],
    ["1h02m03s", 3723],
    ["1:30", 90],
    ["1:02:03", 3723],
    ["0", 0],
  ])("%s is %d seconds", (text, seconds) => expect(parseTimeLink(text)).toBe(seconds));

  it("are ignored when they make no sense", () => {
    expect(parseTimeLink("soon")).toBeNull();
    expect(parseTimeLink("-5")).toBeNull();
    expect(parseTimeLink(null)).toBeNull();
  });

  it("survive being written and read", () => {
    for (const seconds of [0, 5, 60, 90, 3600, 3723])
      expect(parseTimeLink(formatTimeLink(seconds))).toBe(seconds);
  });
});

describe("where a lecture begins", () => {
  it("is the time of the link before the place where it was left", () => {
    expect(startPosition("30", 100, 600)).toEqual({ seconds: 30, isResumed: false });
    expect(startPosition("9999", 0, 600)).toEqual({ seconds: 599, isResumed: false });
    expect(startPosition(null, 100, 600)).toEqual({ seconds: 100, isResumed: true });
    expect(startPosition(null, 0, 600)).toEqual({ seconds: 0, isResumed: false });
  });
});

describe("the storyboard", () => {
  const text =
    "WEBVTT\r\n\r\n00:00:00.000 --> 00:00:10.000\r\nstoryboard/0.jpg#xywh=0,0,160,90\r\n\r\n" +
    "00:00:10.000 --> 00:00:20.500\r\nstoryboard/0.jpg#xywh=160,0,160,90\r\n";
  const frames = parseStoryboard(text, "http://host/api/v1/recordings/1/storyboard.vtt");

  it("names sheet and region for each stretch", () => {
    expect(frames).toHaveLength(2);
    expect(frames[1]).toEqual({
      from: 10,
      to: 20.5,
      sheet: "http://host/api/v1/recordings/1/storyboard/0.jpg",
      x: 160,
      y: 0,
      width: 160,
      height: 90,
    });
  });

  it("gives the last picture to the very end", () => {
    expect(frameAt(frames, 5)?.x).toBe(0);
    expect(frameAt(frames, 10)?.x).toBe(160);
    expect(frameAt(frames, 99)?.x).toBe(160);
    expect(frameAt([], 5)).toBeUndefined();
  });
});

describe("what the player remembers", () => {
  it("comes back, and nonsense in the storage does no harm", () => {
    savePreferences({ speed: 1.5, quality: 720 });
    savePreferences({ muted: true });
    expect(loadPreferences()).toMatchObject({ speed: 1.5, quality: 720, muted: true, shortcuts: true });
    localStorage.setItem("vtp.player", `{"speed":"fast","volume":7,"quality":[]}`);
    expect(loadPreferences()).toMatchObject({ speed: 1, volume: 1, quality: "auto" });
    localStorage.setItem("vtp.player", "no JSON");
    expect(loadPreferences().speed).toBe(1);
  });

  it("steps through the speeds and stops at both ends", () => {
    expect(nextSpeed(1, 1)).toBe(1.25);
    expect(nextSpeed(4, 1)).toBe(4);
    expect(nextSpeed(0.25, -1)).toBe(0.25);
  });
});

describe("times in words", () => {
  it("name hours, minutes and seconds", () => {
    expect(spokenTime("en", 723)).toBe("12 minutes 3 seconds");
    expect(spokenTime("en", 3600)).toBe("1 hour");
    expect(spokenTime("en", 0)).toBe("0 seconds");
    expect(spokenTime("ar", 120)).toContain("دقيقتان");
  });
});
