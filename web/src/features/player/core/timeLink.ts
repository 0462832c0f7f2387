// Times in links, as people know them from elsewhere: ?t=90, ?t=1m30s, ?t=1h02m03s, ?t=1:30.

const WITH_UNITS = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/i;
const WITH_COLONS = /^(?:(\d+):)?(\d+):(\d{1,2})$/;

export function parseTimeLink(text: string | null): number | null {
  const match = text ? (WITH_UNITS.exec(text) ?? WITH_COLONS.exec(text)) : null;
  if (!match) return null;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

export function formatTimeLink(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return [hours && `${hours}h`, minutes && `${minutes}m`, `${whole % 60}s`].filter(Boolean).join("");
}
