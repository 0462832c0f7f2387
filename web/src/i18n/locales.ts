// The languages that the application speaks, and how one is chosen.

export const LOCALES = ["en", "ar"] as const;
export type Locale = (typeof LOCALES)[number];

const STORAGE_KEY = "vtp.locale";

export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

/** The supported language nearest to a BCP 47 tag: "ar-EG" is Arabic. */
export function nearestLocale(tag: string | null | undefined): Locale {
  const language = (tag ?? "").toLowerCase().split("-")[0] ?? "";
  return isLocale(language) ? language : "en";
}

export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

export function storedLocale(): Locale {
  return nearestLocale(localStorage.getItem(STORAGE_KEY) ?? navigator.language);
}

export function storeLocale(locale: Locale): void {
  localStorage.setItem(STORAGE_KEY, locale);
}
