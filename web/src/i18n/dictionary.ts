// A dictionary maps every message key to an ICU pattern. English is the reference for the set of keys.
import type { Locale } from "./locales";

export type Dictionary = typeof import("./en").default;
export type MessageKey = keyof Dictionary;
export type Messages = Readonly<Record<MessageKey, string>>;

/** Languages are separate chunks, so that nobody downloads one that they do not read. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const module = locale === "ar" ? await import("./ar") : await import("./en");
  return module.default;
}
