// Which key does what in a class. Latin layouts go by the letter on the key; others by its place.

export type ClassCommand =
  "mic" | "camera" | "screen" | "hand" | "chat" | "people" | "polls" | "layout" | "help";

type Key = Pick<
  KeyboardEvent,
  | "key"
  | "code"
  | "shiftKey"
  | "ctrlKey"
  | "altKey"
  | "metaKey"
  | "isComposing"
  | "defaultPrevented"
  | "repeat"
>;

const LETTERS: Readonly<Record<string, ClassCommand>> = {
  m: "mic",
  v: "camera",
  s: "screen",
  h: "hand",
  c: "chat",
  p: "people",
  l: "polls",
  g: "layout",
};

export function commandFor(event: Key): ClassCommand | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented)
    return undefined;
  if (event.repeat) return undefined;
  if (event.key === "?" || event.key === "؟") return "help";
  return event.shiftKey ? undefined : LETTERS[letterOf(event)];
}

function letterOf({ key, code }: Key): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isLatin = /^[\p{Script=Latin}\p{ASCII}]+$/u.test(key);
  return isLatin ? "" : (/^Key([A-Z])$/.exec(code)?.[1] ?? "").toLowerCase();
}

/** Where text is entered, or something is chosen, letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable=true], dialog, [role=menu]") !== null
  );
}
