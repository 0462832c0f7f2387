// The identity of a browser tab: kept over reloads, so that a class takes the tab for the one that it knows.

const KEY = "vtp.class.device";

export function deviceId(storage: Storage = sessionStorage): string {
  const known = read(storage);
  if (known) return known;
  const made = randomUuid();
  try {
    storage.setItem(KEY, made);
  } catch {
    // Storage is blocked: the tab is a new device after each reload.
  }
  return made;
}

function read(storage: Storage): string | null {
  try {
    return storage.getItem(KEY);
  } catch {
    return null;
  }
}

// crypto.randomUUID exists in secure contexts only; without HTTPS a class can still be read and written.
export function randomUuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
