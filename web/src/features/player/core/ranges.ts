// Sets of stretches of media time, in seconds, sorted and disjoint.

export interface Range {
  from: number;
  to: number;
}

export function readTimeRanges(ranges: TimeRanges): Range[] {
  return Array.from({ length: ranges.length }, (_, index) => ({
    from: ranges.start(index),
    to: ranges.end(index),
  }));
}

/** The union of the set and one more stretch. */
export function addRange(ranges: readonly Range[], added: Range): Range[] {
  const before = ranges.filter((range) => range.to < added.from);
  const after = ranges.filter((range) => range.from > added.to);
  const touching = ranges.slice(before.length, ranges.length - after.length);
  const from = Math.min(added.from, touching[0]?.from ?? added.from);
  const to = Math.max(added.to, touching.at(-1)?.to ?? added.to);
  return [...before, { from, to }, ...after];
}

/** How far playback can go on from a position without loading anything. */
export function secondsAhead(ranges: readonly Range[], position: number): number {
  const here = ranges.find((range) => range.from <= position && position < range.to);
  return here ? here.to - position : 0;
}
