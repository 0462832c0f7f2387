// When a class is: in the reader's time zone, and in that of the course where clocks differ.
import { useLocale } from "../../i18n";
import { localZone, sameClock } from "./zonedTime";

interface Span {
  starts_at: string;
  ends_at: string;
}

export function ClassHours({ session }: { session: Span }) {
  const { format } = useLocale();
  return <time dateTime={session.starts_at}>{format.hours(session.starts_at, session.ends_at)}</time>;
}

/** The same hours by the clocks of the course; null where they show the same. */
export function useCourseHours({ starts_at, ends_at, timezone }: Span & { timezone: string }): string | null {
  const { t, format } = useLocale();
  if (sameClock(new Date(starts_at), timezone, localZone())) return null;
  return t("calendar.inZone", {
    hours: format.hours(starts_at, ends_at, timezone),
    zone: format.zone(timezone),
  });
}
