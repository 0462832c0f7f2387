// The words of the class page, apart from the others: only those who enter a class load them.
import type { Locale } from "./locales";

export type ClassMessageKey = keyof typeof import("./en/classroom").default;
export type ClassMessages = Readonly<Record<ClassMessageKey, string>>;

export async function loadClassMessages(locale: Locale): Promise<ClassMessages> {
  const module = locale === "ar" ? await import("./ar/classroom") : await import("./en/classroom");
  return module.default;
}
