// What the keys do, and the switch that turns them off (WCAG 2.1.4).
import { useText, type MessageKey } from "../../i18n";
import { Checkbox, Dialog } from "../../ui";
import styles from "./ShortcutsDialog.module.css";

const KEYS: readonly (readonly [readonly string[], MessageKey])[] = [
  [["Space", "K"], "player.keys.play"],
  [["←", "→"], "player.keys.skip5"],
  [["J", "L"], "player.keys.skip10"],
  [["0", "…", "9"], "player.keys.jump"],
  [["Home", "End"], "player.keys.ends"],
  [["<", ">"], "player.keys.speed"],
  [[",", "."], "player.keys.frame"],
  [["↑", "↓"], "player.keys.volume"],
  [["M"], "player.keys.mute"],
  [["F"], "player.keys.fullScreen"],
  [["T"], "player.keys.theatre"],
  [["I"], "player.keys.pictureInPicture"],
  [["?"], "player.keys.help"],
];

interface Props {
  enabled: boolean;
  onEnabled: (enabled: boolean) => void;
  onClose: () => void;
}

export function ShortcutsDialog({ enabled, onEnabled, onClose }: Props) {
  const t = useText();
  return (
    <Dialog title={t("player.shortcuts")} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning} className={styles.row}>
            <dt dir="ltr">
              {keys.map((key) => (key === "…" ? <span key={key}>–</span> : <kbd key={key}>{key}</kbd>))}
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t("player.keys.enabled")}
        hint={t("player.keys.enabledHint")}
        checked={enabled}
        onChange={(event) => onEnabled(event.target.checked)}
      />
    </Dialog>
  );
}
