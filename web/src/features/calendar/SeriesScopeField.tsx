// How much of a series is meant.
import type { SeriesScope } from "../../api";
import { useText } from "../../i18n";
import { Radio } from "../../ui";
import styles from "./Calendar.module.css";

const SCOPES: readonly SeriesScope[] = ["this", "following", "all"];

interface Props {
  value: SeriesScope;
  onChange: (scope: SeriesScope) => void;
}

export function SeriesScopeField({ value, onChange }: Props) {
  const t = useText();
  return (
    <fieldset className={styles.choices}>
      <legend>{t("calendar.scope")}</legend>
      {SCOPES.map((scope) => (
        <Radio
          key={scope}
          name="scope"
          label={t(`calendar.scope.${scope}`)}
          checked={scope === value}
          onChange={() => onChange(scope)}
        />
      ))}
    </fieldset>
  );
}
