// A moment in relative words, with the exact time on hover and for machines.
import { useLocale } from "../i18n";

export function Time({ at, exact }: { at: string; exact?: boolean }) {
  const { format } = useLocale();
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {exact ? format.date(at) : format.relative(at)}
    </time>
  );
}
