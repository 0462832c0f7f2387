// The texts of the help page, apart from the words of all other pages: only those who read them load them.
import type { Locale } from "./locales";

export interface HelpText {
  title: string;
  paragraphs: readonly string[];
}

/** What is explained, in this order; also the anchors in the page. */
export type HelpTopic = keyof typeof import("./en/help").default;
export type HelpTexts = Readonly<Record<HelpTopic, HelpText>>;

export async function loadHelp(locale: Locale): Promise<HelpTexts> {
  const module = locale === "ar" ? await import("./ar/help") : await import("./en/help");
  return module.default;
}
