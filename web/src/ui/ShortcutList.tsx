// What the keys of a page do, and the switch that turns them off (WCAG 2.1.4).
import { Checkbox } from "./Choice";
import styles from "./ShortcutList.module.css";

interface Props {
  /** Keys that do the same or belong together, and what they do; "…" stands between the ends of a range. */
  shortcuts: readonly (readonly [keys: readonly string[], meaning: string])[];
  enabled: boolean;
  onEnabled: (enabled: boolean) => void;
  /** The label and the hint of the switch. */
  label: string;
  hint: string;
}

export function ShortcutList({ shortcuts, enabled, onEnabled, label, hint }: Props) {
  return (
    <>
      <dl className={styles.keys}>
        {shortcuts.map(([keys, meaning]) => (
          <div key={meaning} className={styles.row}>
            <dt dir="ltr">
              {keys.map((key) => (key === "…" ? <span key={key}>–</span> : <kbd key={key}>{key}</kbd>))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={label}
        hint={hint}
        checked={enabled}
        onChange={(event) => onEnabled(event.target.checked)}
      />
    </>
  );
}
