import type { HelpTopic } from "../../i18n/helpTexts";

/** The help page, or the part of it about one topic. */
export function helpPath(topic?: HelpTopic): string {
  return topic ? `/help#${topic}` : "/help";
}
