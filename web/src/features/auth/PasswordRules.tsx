// Ticks off each rule as it is met.
import { Check, Circle } from "lucide-react";
import { useText } from "../../i18n";
import { classes } from "../../ui";
import { keptRules, PASSWORD_RULES } from "./passwordRules";
import styles from "./PasswordRules.module.css";

export function PasswordRules({ password }: { password: string }) {
  const t = useText();
  const kept = keptRules(password);
  return (
    <ul className={styles.rules}>
      {PASSWORD_RULES.map((rule) => (
        <li key={rule} className={classes(kept.has(rule) && styles.kept)}>
          {kept.has(rule) ? <Check aria-hidden /> : <Circle aria-hidden />}
          {t(`password.${rule}`)}
          <span className="visually-hidden">{t(kept.has(rule) ? "password.met" : "password.unmet")}</span>
        </li>
      ))}
    </ul>
  );
}
