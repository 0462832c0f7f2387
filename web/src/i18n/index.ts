export { useLocale, useText, type Translate } from "./context";
export type { MessageKey } from "./dictionary";
export { LOCALES, nearestLocale, type Locale } from "./locales";
