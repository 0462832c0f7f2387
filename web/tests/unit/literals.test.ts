// No component speaks to people in words of its own: all text comes from the dictionaries.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const SPOKEN = new Set(["alt", "aria-label", "label", "placeholder", "title", "hint"]);
const WORDS = /\p{L}{2,}/u;

function components(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => join(folder, name));
}

function literalsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const report = (text: string) => found.push(`${file}: ${text.trim()}`);
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && WORDS.test(node.text)) report(node.text);
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer) && WORDS.test(node.initializer.text)) report(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it("leaves no text in components", () => {
  expect(components("src").flatMap(literalsOf)).toEqual([]);
});
