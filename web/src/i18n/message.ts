// ICU MessageFormat, the part that the dictionaries use: {name}, plural (with =n and #) and select.

import { directionOf, nearestLocale } from "./locales";

export type MessageValues = Readonly<Record<string, string | number>>;

const ARGUMENT_NAME = /^\s*(\w+)\s*(?:,\s*(plural|select)\s*,)?/;
const OPTION = /\s*(=\d+|\w+)\s*\{/y;

export function formatMessage(pattern: string, values: MessageValues, locale: string): string {
  return render(pattern, values, locale, undefined);
}

function render(pattern: string, values: MessageValues, locale: string, count: number | undefined): string {
  let text = "";
  for (let at = 0; at < pattern.length;) {
    const character = pattern.charAt(at);
    if (character === "{") {
      const end = closingBrace(pattern, at);
      text += renderArgument(pattern.slice(at + 1, end), values, locale);
      at = end + 1;
    } else {
      text += character === "#" && count !== undefined ? formatNumber(count, locale) : character;
      at += 1;
    }
  }
  return text;
}

function renderArgument(body: string, values: MessageValues, locale: string): string {
  const head = ARGUMENT_NAME.exec(body);
  const name = head?.[1] ?? "";
  const value = values[name];
  if (value === undefined) return `{${name}}`;
  const kind = head?.[2];
  if (!head || !kind)
    return typeof value === "number" ? formatNumber(value, locale) : isolated(value, locale);

  const options = readOptions(body.slice(head[0].length));
  const count = kind === "plural" ? Number(value) : undefined;
  const chosen = options.get(optionFor(value, count, options, locale)) ?? options.get("other") ?? "";
  return render(chosen, values, locale, count);
}

/** Text of the other writing direction is set apart, or it would rearrange the sentence around it. */
function isolated(text: string, locale: string): string {
  const foreign = directionOf(nearestLocale(locale)) === "rtl" ? /\p{Script=Latin}/u : /\p{Script=Arabic}/u;
  return foreign.test(text) ? `\u2068${text}\u2069` : text;
}

function optionFor(
  value: string | number,
  count: number | undefined,
  options: ReadonlyMap<string, string>,
  locale: string,
): string {
  if (count === undefined) return String(value);
  const exact = `=${count}`;
  return options.has(exact) ? exact : new Intl.PluralRules(locale).select(count);
}

function readOptions(text: string): Map<string, string> {
  const options = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    OPTION.lastIndex = at;
    const match = OPTION.exec(text);
    if (!match) break;
    const open = OPTION.lastIndex - 1;
    const end = closingBrace(text, open);
    options.set(match[1] ?? "", text.slice(open + 1, end));
    at = end + 1;
  }
  return options;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text.charAt(at) === "{") depth += 1;
    if (text.charAt(at) === "}" && --depth === 0) return at;
  }
  throw new Error(`Unbalanced braces in message: ${text}`);
}

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}
