import { describe, expect, it } from "vitest";
import ar from "../../src/i18n/ar";
import en from "../../src/i18n/en";
import type { MessageKey } from "../../src/i18n";

const keys = Object.keys(en) as MessageKey[];
const english: Record<MessageKey, string> = en;

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

  it("have no empty text", () => {
    expect(keys.filter((key) => !en[key].trim() || !ar[key].trim())).toEqual([]);
  });

  it("use the same arguments in every language", () => {
    const different = keys.filter((key) => argumentsOf(en[key]).join() !== argumentsOf(ar[key]).join());
    expect(different).toEqual([]);
  });

  it("give Arabic its six plural forms", () => {
    const plural = keys.filter((key) => english[key].includes(", plural,"));
    const short = plural.filter(
      (key) =>
        !["zero", "one", "two", "few", "many", "other"].every((form) =>
          new RegExp(`\\b${form} \\{`).test(ar[key]),
        ),
    );
    expect(short).toEqual([]);
  });
});
