// Which key does what. Latin layouts go by the letter on the key; others (Arabic, Cyrillic, Greek) by its place.

export type Command =
  | {
      do:
        | "togglePlay"
        | "toggleMute"
        | "toggleFullScreen"
        | "toggleTheatre"
        | "togglePictureInPicture"
        | "swapPictures"
        | "resizePicture"
        | "hidePicture"
        | "help";
    }
  | { do: "skip"; seconds: number }
  | { do: "volume"; change: number }
  | { do: "speed"; direction: 1 | -1 }
  | { do: "frame"; direction: 1 | -1 }
  | { do: "jump"; fraction: number };

type Key = Pick<
  KeyboardEvent,
  "key" | "code" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey" | "isComposing" | "defaultPrevented"
>;

const LETTERS: Readonly<Record<string, Command>> = {
  k: { do: "togglePlay" },
  j: { do: "skip", seconds: -10 },
  l: { do: "skip", seconds: 10 },
  m: { do: "toggleMute" },
  f: { do: "toggleFullScreen" },
  t: { do: "toggleTheatre" },
  i: { do: "togglePictureInPicture" },
  x: { do: "swapPictures" },
  e: { do: "resizePicture" },
  h: { do: "hidePicture" },
};

const SIGNS: Readonly<Record<string, Command>> = {
  "<": { do: "speed", direction: -1 },
  ">": { do: "speed", direction: 1 },
  ",": { do: "frame", direction: -1 },
  ".": { do: "frame", direction: 1 },
  "?": { do: "help" },
  "؟": { do: "help" },
};

const NAMED: Readonly<Record<string, Command>> = {
  Space: { do: "togglePlay" },
  ArrowLeft: { do: "skip", seconds: -5 },
  ArrowRight: { do: "skip", seconds: 5 },
};

/** These scroll the page, so they belong to the player only while the focus is inside it. */
const INSIDE_PLAYER: Readonly<Record<string, Command>> = {
  ArrowUp: { do: "volume", change: 0.05 },
  ArrowDown: { do: "volume", change: -0.05 },
  Home: { do: "jump", fraction: 0 },
  End: { do: "jump", fraction: 1 },
};

export function commandFor(event: Key, insidePlayer: boolean): Command | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented)
    return undefined;
  const sign = SIGNS[event.key] ?? signByPlace(event);
  if (sign) return sign;
  if (event.shiftKey) return undefined;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit !== undefined) return { do: "jump", fraction: Number(digit) / 10 };
  return (
    NAMED[event.code] ?? (insidePlayer ? INSIDE_PLAYER[event.code] : undefined) ?? LETTERS[letterOf(event)]
  );
}

function letterOf({ key, code }: Key): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return isLatin(key) ? "" : (/^Key([A-Z])$/.exec(code)?.[1] ?? "").toLowerCase();
}

function signByPlace({ key, code, shiftKey }: Key): Command | undefined {
  if (isLatin(key)) return undefined;
  const sign = { Comma: ["<", ","], Period: [">", "."], Slash: ["?", ""] }[code];
  return SIGNS[sign?.[shiftKey ? 0 : 1] ?? ""];
}

function isLatin(key: string): boolean {
  return /^[\p{Script=Latin}\p{ASCII}]+$/u.test(key);
}

/** Typing and choosing are never shortcuts; a focused button keeps Space, a focused slider its arrows. */
export function isTakenByControl(target: EventTarget | null, code: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input:not([type=range]), textarea, select, [contenteditable=true], dialog"))
    return true;
  if (code === "Space") return target.closest("button, a, summary, [role^=menuitem], [role=button]") !== null;
  if (/^(Arrow|Home|End|Page)/.test(code)) {
    return target.closest("input, [role=slider], [role=menu], [role=tablist], [role=listbox]") !== null;
  }
  return false;
}
