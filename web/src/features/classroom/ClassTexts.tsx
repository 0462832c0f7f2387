// Loads the words of the class page in the reader's language.
import { useEffect, useState, type ReactNode } from "react";
import { useLocale, type Locale } from "../../i18n";
import { loadClassMessages, type ClassMessages } from "../../i18n/classDictionary";
import { ClassMessagesContext } from "./texts";

interface Loaded {
  locale: Locale;
  messages: ClassMessages;
}

export function ClassTexts({ children }: { children: ReactNode }) {
  const { locale } = useLocale();
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  useEffect(() => {
    let current = true;
    void loadClassMessages(locale).then((messages) => {
      if (current) setLoaded({ locale, messages });
    });
    return () => {
      current = false;
    };
  }, [locale]);

  // Words of the last language stay until the new ones are here: nobody is thrown out of a class for them.
  return loaded && <ClassMessagesContext value={loaded.messages}>{children}</ClassMessagesContext>;
}
