// The words of the class page, together with those that every page has.
import { createContext, useContext, useMemo } from "react";
import { useLocale, type MessageKey } from "../../i18n";
import type { ClassMessageKey, ClassMessages } from "../../i18n/classDictionary";
import { formatMessage, type MessageValues } from "../../i18n/message";

export type ClassText = (key: ClassMessageKey | MessageKey, values?: MessageValues) => string;

export const ClassMessagesContext = createContext<ClassMessages | null>(null);

export function useClassText(): ClassText {
  const messages = useContext(ClassMessagesContext);
  const { t, locale } = useLocale();
  if (!messages) throw new Error("useClassText is used outside ClassTexts");
  return useMemo(() => {
    const ofClass = (key: string): key is ClassMessageKey => key in messages;
    return (key, values = {}) =>
      ofClass(key) ? formatMessage(messages[key], values, locale) : t(key, values);
  }, [messages, t, locale]);
}
