// Classes and the days of the reader's calendar.
import type { ClassSession } from "../../api";
import { localZone, toMoment, toWallTime } from "./zonedTime";

const DAY_MS = 86_400_000;
const MONDAY = 1;

export interface ClassDay {
  /** "2026-03-01" */
  date: string;
  sessions: ClassSession[];
}

/** Days that have classes, in the order of the classes. */
export function byDay(sessions: readonly ClassSession[], zone = localZone()): ClassDay[] {
  const days = new Map<string, ClassSession[]>();
  for (const session of sessions) {
    const { date } = toWallTime(new Date(session.starts_at), zone);
    days.set(date, [...(days.get(date) ?? []), session]);
  }
  return [...days].map(([date, ofDay]) => ({ date, sessions: ofDay }));
}

/** Days from now to a day: 0 is today. */
export function daysUntil(date: string, now: number, zone = localZone()): number {
  const today = toWallTime(new Date(now), zone).date;
  return (Date.parse(date) - Date.parse(today)) / DAY_MS;
}

/** The seven days of the week in which a day is, from Monday on. */
export function weekOf(date: string): string[] {
  const day = new Date(`${date}T00:00:00Z`);
  const sinceMonday = (day.getUTCDay() - MONDAY + 7) % 7;
  return Array.from({ length: 7 }, (_, index) => plusDays(date, index - sinceMonday));
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** When a day begins on the reader's clocks. */
export function beginOf(date: string, zone = localZone()): string {
  return toMoment({ date, time: "00:00" }, zone).toISOString();
}
