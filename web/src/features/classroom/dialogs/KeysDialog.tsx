// What the keys do, and the switch that turns them off (WCAG 2.1.4).
import type { ClassMessageKey } from "../../../i18n/classDictionary";
import { Checkbox, Dialog } from "../../../ui";
import { useClassText } from "../texts";
import styles from "./Dialogs.module.css";

const KEYS: readonly (readonly [string, ClassMessageKey])[] = [
  ["M", "class.keys.mic"],
  ["V", "class.keys.camera"],
  ["S", "class.keys.screen"],
  ["H", "class.keys.hand"],
  ["C", "class.keys.chat"],
  ["P", "class.keys.people"],
  ["L", "class.keys.polls"],
  ["?", "class.keys.help"],
];

interface Props {
  enabled: boolean;
  onEnabled: (enabled: boolean) => void;
  onClose: () => void;
}

export function KeysDialog({ enabled, onEnabled, onClose }: Props) {
  const t = useClassText();
  return (
    <Dialog title={t("class.keys")} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([key, meaning]) => (
          <div key={key} className={styles.key}>
            <dt dir="ltr">
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t("class.keys.enabled")}
        hint={t("class.keys.enabledHint")}
        checked={enabled}
        onChange={(event) => onEnabled(event.target.checked)}
      />
    </Dialog>
  );
}
