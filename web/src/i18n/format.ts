// Dates, times, sizes and durations in the reader's language.

export interface Formats {
  number(value: number): string;
  percent(value: number): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  /** Day of the week and of the month, with the year if it is another one than now. */
  day(iso: string, now?: number): string;
  /** The hours from one moment to another, in the reader's time zone unless another one is named. */
  hours(from: string, to: string, zone?: string): string;
  weekday(iso: string): string;
  /** What people call the time of a zone of the IANA database: "Egypt Time". */
  zone(name: string): string;
  timeOfDay(iso: string): string;
  relative(iso: string, now?: number): string;
  duration(seconds: number): string;
  clock(seconds: number): string;
  bytes(count: number): string;
  list(items: readonly string[]): string;
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function makeFormats(locale: string): Formats {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
  const dayOfYear = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long" });
  const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const pair = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
  const plain = new Intl.NumberFormat(locale, { useGrouping: false });

  function unit(value: number, name: string): string {
    return new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  }

  return {
    number: (value) => number.format(value),
    percent: (value) => percent.format(value / 100),
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    day(iso, now = Date.now()) {
      const at = new Date(iso);
      return (at.getFullYear() === new Date(now).getFullYear() ? day : dayOfYear).format(at);
    },
    hours(from, to, zone) {
      const hours = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: zone });
      return hours.formatRange(new Date(from), new Date(to));
    },
    weekday: (iso) => weekday.format(new Date(iso)),
    zone(name) {
      const named = new Intl.DateTimeFormat(locale, { timeZone: name, timeZoneName: "shortGeneric" });
      return named.formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? name;
    },
    timeOfDay: (iso) => timeOfDay.format(new Date(iso)),
    relative(iso, now = Date.now()) {
      const seconds = (new Date(iso).getTime() - now) / 1000;
      const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
      return step
        ? relative.format(Math.round(seconds / step[1]), step[0])
        : relative.format(Math.round(seconds / 60), "minute");
    },
    duration(seconds) {
      const whole = Math.max(0, Math.round(seconds));
      if (whole < 60) return unit(whole, "second");
      const total = Math.round(whole / 60);
      const hours = Math.floor(total / 60);
      const minutes = total % 60;
      if (hours === 0) return unit(minutes, "minute");
      return minutes === 0 ? unit(hours, "hour") : `${unit(hours, "hour")} ${unit(minutes, "minute")}`;
    },
    clock(seconds) {
      const whole = Math.max(0, Math.floor(seconds));
      const hours = Math.floor(whole / 3600);
      const minutes = Math.floor((whole % 3600) / 60);
      const tail = pair.format(whole % 60);
      return hours > 0
        ? `${plain.format(hours)}:${pair.format(minutes)}:${tail}`
        : `${plain.format(minutes)}:${tail}`;
    },
    bytes(count) {
      const exponent = count < 1 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), BYTE_UNITS.length - 1);
      const name = BYTE_UNITS[exponent] ?? "byte";
      const value = count / 1000 ** exponent;
      return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: name,
        unitDisplay: "short",
        maximumFractionDigits: value < 10 && exponent > 0 ? 1 : 0,
      }).format(value);
    },
    list: (items) => list.format(items),
  };
}
