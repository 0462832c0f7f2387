// Between moments and what the clocks on the walls of a time zone show.

/** A day and a time of day as forms hold them: "2026-03-01" and "09:30". */
export interface WallTime {
  date: string;
  time: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The time zone of the reader's device. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every zone that the browser knows, and those given. */
export function zonesWith(...zones: readonly string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), ...zones])].sort();
}

export function toWallTime(moment: Date, zone: string): WallTime {
  const wall = new Date(moment.getTime() + offsetOf(moment.getTime(), zone)).toISOString();
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/**
 * A time that the clocks show twice, because they are put back, is the earlier one; one that they skip is read as if
 * they had not been put forward yet.
 */
export function toMoment({ date, time }: WallTime, zone: string): Date {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const [before, after] = [offsetOf(wall - DAY_MS, zone), offsetOf(wall + DAY_MS, zone)];
  const moments = [wall - before, wall - after].sort((one, other) => one - other);
  return new Date(moments.find((at) => at + offsetOf(at, zone) === wall) ?? wall - before);
}

/** Whether clocks of the two zones show the same at that moment. */
export function sameClock(moment: Date, zone: string, other: string): boolean {
  return offsetOf(moment.getTime(), zone) === offsetOf(moment.getTime(), other);
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetOf(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return wall - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
