// What the keys of the player do.
import { useText, type MessageKey } from "../../i18n";
import { Dialog, ShortcutList } from "../../ui";

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

const KEYS_OF_TWO_PICTURES: typeof KEYS = [
  [["X"], "player.keys.swapPictures"],
  [["E"], "player.keys.resizePicture"],
  [["H"], "player.keys.hidePicture"],
];

interface Props {
  twoPictures: boolean;
  enabled: boolean;
  onEnabled: (enabled: boolean) => void;
  onClose: () => void;
}

export function ShortcutsDialog({ twoPictures, enabled, onEnabled, onClose }: Props) {
  const t = useText();
  const keys = twoPictures ? [...KEYS.slice(0, -1), ...KEYS_OF_TWO_PICTURES, ...KEYS.slice(-1)] : KEYS;
  return (
    <Dialog title={t("player.shortcuts")} onClose={onClose}>
      <ShortcutList
        shortcuts={keys.map(([keys, meaning]) => [keys, t(meaning)])}
        enabled={enabled}
        onEnabled={onEnabled}
        label={t("player.keys.enabled")}
        hint={t("player.keys.enabledHint")}
      />
    </Dialog>
  );
}
