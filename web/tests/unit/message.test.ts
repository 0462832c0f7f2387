import { describe, expect, it } from "vitest";
import { formatMessage } from "../../src/i18n/message";

const LECTURES =
  "{n, plural, zero {لا محاضرات} one {محاضرة واحدة} two {محاضرتان} few {# محاضرات} many {# محاضرة} other {# محاضرة}}";

describe("formatMessage", () => {
  it("puts values in their places", () => {
    expect(formatMessage("{a} and {b}", { a: "one", b: 2 }, "en")).toBe("one and 2");
  });

  it("sets names of the other writing direction apart", () => {
    expect(formatMessage("Remove {name}", { name: "نور" }, "en")).toBe("Remove \u2068نور\u2069");
    expect(formatMessage("{a} على {b}", { a: "Chrome", b: "نور" }, "ar")).toBe("\u2068Chrome\u2069 على نور");
  });

  it("leaves a name that has no value readable", () => {
    expect(formatMessage("Hello {name}", {}, "en")).toBe("Hello {name}");
  });

  it("prefers an exact number to a plural form", () => {
    const pattern = "{n, plural, =0 {nobody} one {one person} other {# people}}";
    expect([0, 1, 1200].map((n) => formatMessage(pattern, { n }, "en"))).toEqual([
      "nobody",
      "one person",
      "1,200 people",
    ]);
  });

  it("knows the six plural forms of Arabic", () => {
    const forms = [0, 1, 2, 3, 11, 100].map((n) => formatMessage(LECTURES, { n }, "ar-u-nu-latn"));
    expect(forms).toEqual(["لا محاضرات", "محاضرة واحدة", "محاضرتان", "3 محاضرات", "11 محاضرة", "100 محاضرة"]);
  });

  it("formats messages inside of options", () => {
    const pattern = "{who, select, me {I saw {n, plural, one {it} other {# of them}}} other {{name} saw it}}";
    expect(formatMessage(pattern, { who: "me", n: 2 }, "en")).toBe("I saw 2 of them");
    expect(formatMessage(pattern, { who: "x", name: "Ada", n: 2 }, "en")).toBe("Ada saw it");
  });

  it("refuses a pattern with unbalanced braces", () => {
    expect(() => formatMessage("{name", { name: "x" }, "en")).toThrow(/Unbalanced/);
  });
});
