// The languages by their own names, so that each is found by those who read it.
import { Languages } from "lucide-react";
import { LOCALES, useLocale } from "../../i18n";
import { Menu } from "../../ui";

export function LocaleSwitch() {
  const { locale, setLocale, t } = useLocale();
  return (
    <Menu
      label={t("locale.label")}
      text={t(`locale.${locale}`)}
      trigger={<Languages />}
      items={LOCALES.map((choice) => ({ label: t(`locale.${choice}`), onSelect: () => setLocale(choice) }))}
    />
  );
}
