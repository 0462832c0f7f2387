// What the keys of a class do.
import type { ClassMessageKey } from "../../../i18n/classDictionary";
import { Dialog, ShortcutList } from "../../../ui";
import { useClassText } from "../texts";

const KEYS: readonly (readonly [string, ClassMessageKey])[] = [
  ["M", "class.keys.mic"],
  ["V", "class.keys.camera"],
  ["S", "class.keys.screen"],
  ["H", "class.keys.hand"],
  ["C", "class.keys.chat"],
  ["P", "class.keys.people"],
  ["L", "class.keys.polls"],
  ["G", "class.keys.layout"],
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
      <ShortcutList
        shortcuts={KEYS.map(([key, meaning]) => [[key], t(meaning)])}
        enabled={enabled}
        onEnabled={onEnabled}
        label={t("class.keys.enabled")}
        hint={t("class.keys.enabledHint")}
      />
    </Dialog>
  );
}
