// Access to the reader's language from any component.
import { createContext, useContext } from "react";
import type { MessageKey } from "./dictionary";
import type { Formats } from "./format";
import type { Locale } from "./locales";
import type { MessageValues } from "./message";

export type Translate = (key: MessageKey, values?: MessageValues) => string;

export interface LocaleValue {
  locale: Locale;
  direction: "ltr" | "rtl";
  setLocale(locale: Locale): void;
  t: Translate;
  /** Whether a key that was put together at run time exists. */
  has(key: string): key is MessageKey;
  format: Formats;
}

export const LocaleContext = createContext<LocaleValue | null>(null);

export function useLocale(): LocaleValue {
  const value = useContext(LocaleContext);
  if (!value) throw new Error("useLocale is used outside LocaleProvider");
  return value;
}

export function useText(): Translate {
  return useLocale().t;
}
