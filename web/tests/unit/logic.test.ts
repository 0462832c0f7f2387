import { describe, expect, it } from "vitest";
import { returnPathOf, signInPath } from "../../src/app/returnPath";
import { deviceOf } from "../../src/features/account/device";
import { keptRules } from "../../src/features/auth/passwordRules";
import { can } from "../../src/features/courses/roles";
import { nextLecture } from "../../src/features/lectures/lectureTitle";
import { moved } from "../../src/features/lectures/order";
import { makeFormats } from "../../src/i18n/format";
import { nearestLocale } from "../../src/i18n/locales";
import { course, lecture, lectures, uuid } from "../support/fixtures";

describe("return path", () => {
  it("survives signing in", () => {
    const path = signInPath({ pathname: "/courses", search: "?q=a&year=2026" });
    expect(returnPathOf(new URL(path, "http://x").search)).toBe("/courses?q=a&year=2026");
  });

  it.each(["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""])(
    "never leaves this site: %s",
    (target) => {
      expect(returnPathOf(`?${new URLSearchParams({ return: target }).toString()}`)).toBe("/");
    },
  );
});

describe("password rules", () => {
  it("count bytes, not characters", () => {
    expect(keptRules("aA1").has("length")).toBe(false);
    expect(keptRules("é".repeat(36)).has("length")).toBe(true);
    expect(keptRules("é".repeat(37)).has("length")).toBe(false);
  });

  it("see each kind of character", () => {
    expect([...keptRules("abcdefgH1")].sort()).toEqual(["digit", "length", "lower", "upper"]);
  });
});

describe("course abilities", () => {
  it("let an assistant manage people but not the course", () => {
    const assisted = course(1, { my_role: "ta" });
    expect(can(assisted, "managePeople", uuid(9), false)).toBe(true);
    expect(can(assisted, "edit", uuid(9), false)).toBe(false);
  });

  it("let only the owner and administrators delete", () => {
    const led = course(1, { my_role: "instructor" });
    expect(can(led, "deleteCourse", uuid(9), false)).toBe(false);
    expect(can(led, "deleteCourse", led.instructor_id, false)).toBe(true);
    expect(can(led, "deleteCourse", uuid(9), true)).toBe(true);
  });
});

describe("lectures", () => {
  it("go on with the one that was begun", () => {
    expect(nextLecture(lectures)?.recording_id).toBe(uuid(302));
  });

  it("start with the first that can be watched", () => {
    expect(nextLecture([lecture(1, { streaming_ready: false }), lecture(2)])?.recording_id).toBe(uuid(302));
    expect(nextLecture([lecture(1, { my_coverage_percent: 100 })])).toBeUndefined();
  });

  it("can be moved and stay complete", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b"], 5, 0)).toEqual(["a", "b"]);
  });
});

describe("formats", () => {
  const format = makeFormats("en");

  it("show positions as a clock", () => {
    expect([0, 59.9, 61, 3661].map(format.clock)).toEqual(["0:00", "0:59", "1:01", "1:01:01"]);
  });

  it("carry minutes over to hours", () => {
    expect(format.duration(3599)).toBe("1 hr");
    expect(format.duration(5400)).toBe("1 hr 30 min");
  });

  it("speak of the past and the future", () => {
    const now = Date.parse("2026-03-01T12:00:00Z");
    expect(format.relative("2026-03-01T09:00:00Z", now)).toBe("3 hours ago");
    expect(format.relative("2026-03-02T12:00:00Z", now)).toBe("tomorrow");
  });

  it("choose a unit for sizes", () => {
    expect([0, 999, 1500, 734_003_200].map(format.bytes)).toEqual(["0 byte", "999 byte", "1.5 kB", "734 MB"]);
  });
});

describe("surroundings", () => {
  it("find the nearest language", () => {
    expect(["ar-EG", "en-GB", "fr", null].map(nearestLocale)).toEqual(["ar", "en", "en", "en"]);
  });

  it("name browsers that pretend to be others", () => {
    expect(deviceOf("Mozilla/5.0 (Windows NT 10.0) Chrome/150 Safari/537 Edg/150")).toEqual({
      browser: "Edge",
      system: "Windows",
    });
    expect(deviceOf("curl/8").browser).toBeUndefined();
  });
});
