import { describe, expect, it } from "vitest";
import arabicPages from "../../src/i18n/ar";
import arabicClass from "../../src/i18n/ar/classroom";
import englishPages from "../../src/i18n/en";
import englishClass from "../../src/i18n/en/classroom";

const en = { ...englishPages, ...englishClass };
const ar: Record<string, string> = { ...arabicPages, ...arabicClass };
type Key = keyof typeof en;

const keys = Object.keys(en) as Key[];
const english: Record<Key, string> = en;

function arabic(key: Key): string {
  return ar[key] ?? "";
}

function argumentsOf(pattern: string): string[] {
  const names = [...pattern.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1] ?? "");
  return [...new Set(names)]
    .filter((name) => pattern.includes(`{${name}}`) || pattern.includes(`{${name},`))
    .sort();
}

describe("dictionaries", () => {
  it("have the same keys in every language", () => {
    expect(Object.keys(ar).sort()).toEqual([...keys].sort());
  });

  it("have no key twice", () => {
    expect(keys).toHaveLength(Object.keys(englishPages).length + Object.keys(englishClass).length);
  });

  it("have no empty text", () => {
    expect(keys.filter((key) => !en[key].trim() || !arabic(key).trim())).toEqual([]);
  });

  it("use the same arguments in every language", () => {
    const different = keys.filter((key) => argumentsOf(en[key]).join() !== argumentsOf(arabic(key)).join());
    expect(different).toEqual([]);
  });

  it("give Arabic its six plural forms", () => {
    const plural = keys.filter((key) => english[key].includes(", plural,"));
    const short = plural.filter(
      (key) =>
        !["zero", "one", "two", "few", "many", "other"].every((form) =>
          new RegExp(`\\b${form} \\{`).test(arabic(key)),
        ),
    );
    expect(short).toEqual([]);
  });
});
