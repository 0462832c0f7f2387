const HUES = [172, 24, 212, 342, 88, 262, 48, 300];

/** A colour for a course that stays the same wherever and whenever it is shown. */
export function spineHue(code: string): number {
  const sum = [...code].reduce((total, character) => total * 31 + (character.codePointAt(0) ?? 0), 7);
  return HUES[Math.abs(sum) % HUES.length] ?? 172;
}
