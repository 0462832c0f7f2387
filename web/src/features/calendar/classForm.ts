// What the form of a class holds, and what of it goes to the server.
import type { ClassChange, ClassFields, ClassSession, SeriesScope, Weekday } from "../../api";
import { localZone, toMoment, toWallTime } from "./zonedTime";

export const WEEKDAYS: readonly Weekday[] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
export const DURATIONS: readonly number[] = [15, 30, 45, 60, 75, 90, 120, 150, 180, 240];
export const MOST_IN_SERIES = 100;

const MINUTE_MS = 60_000;
const USUAL_MINUTES = "60";
const USUAL_COUNT = "12";

/** A class itself: what is asked for whether it is new or not. */
export interface ClassValues {
  title: string;
  description: string;
  date: string;
  time: string;
  minutes: string;
  timezone: string;
}

/** In how many weeks a class comes again; "0" is never. */
export type Every = "0" | "1" | "2" | "3" | "4";

export interface NewClassValues extends ClassValues {
  every: Every;
  days: Weekday[];
  ends: "count" | "until";
  count: string;
  until: string;
}

export interface ChangedClassValues extends ClassValues {
  scope: SeriesScope;
}

/** A class that begins at the next full hour, in the zone in which the course had its last one. */
export function newClass(now: Date, zone = localZone()): NewClassValues {
  const { date, time } = toWallTime(new Date(now.getTime() + 60 * MINUTE_MS), zone);
  return {
    title: "",
    description: "",
    date,
    time: `${time.slice(0, 2)}:00`,
    minutes: USUAL_MINUTES,
    timezone: zone,
    every: "0",
    days: [],
    ends: "count",
    count: USUAL_COUNT,
    until: "",
  };
}

export function valuesOf(session: ClassSession): ChangedClassValues {
  const starts = new Date(session.starts_at);
  return {
    title: session.title,
    description: session.description ?? "",
    ...toWallTime(starts, session.timezone),
    minutes: String((Date.parse(session.ends_at) - starts.getTime()) / MINUTE_MS),
    timezone: session.timezone,
    scope: "this",
  };
}

/** The moments between which the class would be; null until day and time are entered. */
export function spanOf({ date, time, minutes, timezone }: ClassValues) {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return null;
  const starts = toMoment({ date, time }, timezone);
  const ends = new Date(starts.getTime() + Number(minutes) * MINUTE_MS);
  return { starts_at: starts.toISOString(), ends_at: ends.toISOString() };
}

/** The day of the week of the first class, which a series has in any case. */
export function firstWeekday(date: string): Weekday | undefined {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(day + 6) % 7];
}

export function toFields(values: NewClassValues): ClassFields {
  const { every, count, until, ends } = values;
  const first = firstWeekday(values.date);
  const days = WEEKDAYS.filter((day) => day === first || values.days.includes(day));
  return {
    title: values.title.trim(),
    description: values.description.trim() || null,
    timezone: values.timezone,
    ...knownSpan(values),
    ...(every !== "0" && {
      repeat: {
        freq: "weekly",
        interval: Number(every),
        days,
        ...(ends === "count" ? { count: Number(count) } : { until }),
      },
    }),
  };
}

/** Only what differs; a class whose time is not touched keeps it to the millisecond. */
export function toChange(values: ChangedClassValues, session: ClassSession): ClassChange {
  const before = valuesOf(session);
  const moved = (["date", "time", "minutes", "timezone"] as const).some(
    (name) => values[name] !== before[name],
  );
  return {
    ...(values.title !== before.title && { title: values.title.trim() }),
    ...(values.description !== before.description && { description: values.description.trim() || null }),
    ...(moved && { ...knownSpan(values), timezone: values.timezone }),
    scope: values.scope,
  };
}

/** The change that takes another one back. */
export function reversed(change: ClassChange, session: ClassSession): ClassChange {
  const { title, description, starts_at, ends_at, timezone } = session;
  const before = { title, description, starts_at, ends_at, timezone };
  return {
    ...Object.fromEntries(Object.entries(before).filter(([name]) => name in change)),
    scope: change.scope,
  };
}

function knownSpan(values: ClassValues) {
  const span = spanOf(values);
  if (!span) throw new RangeError("A class needs a day and a time");
  return span;
}
