// What participants may do in this class, and who has to wait at the door. Every change holds at once.
import type { Room, RoomSettings } from "../../../api";
import { Checkbox, Dialog, SelectField } from "../../../ui";
import { useRoom } from "../classroomContext";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import styles from "./Dialogs.module.css";

const SWITCHES = ["mic", "camera", "screen", "chat", "private_chat", "hands", "reactions"] as const;
const WAITING = ["off", "non_members", "everyone"] as const;

export function ClassSettingsDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const ask = useRequest();
  const { settings, waiting_room, is_locked } = useRoom(({ room }) => room);
  const set = (change: Partial<RoomSettings>) => void ask("update-settings", { settings: change });
  return (
    <Dialog title={t("class.settings")} onClose={onClose}>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{t("class.settings.may")}</legend>
        {SWITCHES.map((name) => (
          <Checkbox
            key={name}
            label={t(`class.settings.${name}`)}
            checked={settings[name]}
            onChange={(event) => set({ [name]: event.target.checked })}
          />
        ))}
      </fieldset>
      <SelectField
        label={t("class.settings.waiting")}
        value={waiting_room}
        options={WAITING.map((value) => ({ value, label: t(`class.settings.waiting.${value}`) }))}
        onChange={(waiting_room: Room["waiting_room"]) => void ask("update-settings", { waiting_room })}
      />
      <Checkbox
        label={t("class.settings.locked")}
        hint={t("class.settings.lockedHint")}
        checked={is_locked}
        onChange={(event) => void ask("lock-room", { locked: event.target.checked })}
      />
    </Dialog>
  );
}
