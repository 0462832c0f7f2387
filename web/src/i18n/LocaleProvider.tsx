// Holds the chosen language and keeps the document's language and direction in step with it.
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { loadMessages, type MessageKey, type Messages } from "./dictionary";
import { makeFormats } from "./format";
import { LocaleContext, type Translate } from "./context";
import { directionOf, storedLocale, storeLocale, type Locale } from "./locales";
import { formatMessage } from "./message";

interface Loaded {
  locale: Locale;
  messages: Messages;
}

export function LocaleProvider({ children, initial }: { children: ReactNode; initial?: Loaded }) {
  const [wanted, setWanted] = useState<Locale>(initial?.locale ?? storedLocale);
  const [loaded, setLoaded] = useState<Loaded | undefined>(initial);

  useEffect(() => {
    let current = true;
    void loadMessages(wanted).then((messages) => {
      if (current) setLoaded({ locale: wanted, messages });
    });
    return () => {
      current = false;
    };
  }, [wanted]);

  useEffect(() => {
    if (!loaded) return;
    document.documentElement.lang = loaded.locale;
    document.documentElement.dir = directionOf(loaded.locale);
  }, [loaded]);

  const setLocale = useCallback((locale: Locale) => {
    storeLocale(locale);
    setWanted(locale);
  }, []);

  const value = useMemo(() => {
    if (!loaded) return undefined;
    const translate: Translate = (key, values = {}) =>
      formatMessage(loaded.messages[key], values, loaded.locale);
    return {
      locale: loaded.locale,
      direction: directionOf(loaded.locale),
      setLocale,
      t: translate,
      has: (key: string): key is MessageKey => key in loaded.messages,
      format: makeFormats(loaded.locale),
    };
  }, [loaded, setLocale]);

  return value ? <LocaleContext value={value}>{children}</LocaleContext> : null;
}
