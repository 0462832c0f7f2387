// Language and appearance take effect at once; the language is also remembered with the account.
import { auth } from "../../api";
import { useSession } from "../../app/session";
import { THEMES, useTheme } from "../../app/theme";
import { useAction } from "../../app/useAction";
import { LOCALES, useLocale, type Locale } from "../../i18n";
import { Card, FieldRow, SelectField } from "../../ui";

export function AppearanceCard() {
  const { t, locale, setLocale } = useLocale();
  const { theme, setTheme } = useTheme();
  const { setUser } = useSession();
  const run = useAction();

  function choose(next: Locale) {
    setLocale(next);
    void run({ work: async () => setUser(await auth.changeProfile({ locale: next })) });
  }

  return (
    <Card title={t("settings.appearance")}>
      <FieldRow>
        <SelectField
          label={t("locale.label")}
          value={locale}
          onChange={choose}
          options={LOCALES.map((value) => ({ value, label: t(`locale.${value}`) }))}
        />
        <SelectField
          label={t("theme.label")}
          value={theme}
          onChange={setTheme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
      </FieldRow>
    </Card>
  );
}
