// One's own devices, and how much data the class may use.
import { Dialog, Radio } from "../../../ui";
import { useClassroom, useLocal } from "../classroomContext";
import type { DataUse } from "../core/slots";
import { DeviceFields } from "../devices/DeviceFields";
import { DeviceProblem } from "../devices/DeviceProblem";
import { LevelMeter } from "../devices/LevelMeter";
import { useClassText } from "../texts";
import styles from "./Dialogs.module.css";

const USES: readonly DataUse[] = ["full", "saver", "audio"];

export function OwnSettingsDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const { local } = useClassroom();
  const { mic, camera, tracks, dataUse } = useLocal((state) => state);
  return (
    <Dialog title={t("class.own")} onClose={onClose}>
      <DeviceFields local={local} />
      {tracks.mic && <LevelMeter track={tracks.mic} />}
      {mic.is === "failed" && <DeviceProblem source="mic" problem={mic.problem} />}
      {camera.is === "failed" && <DeviceProblem source="camera" problem={camera.problem} />}
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{t("class.data")}</legend>
        {USES.map((use) => (
          <Radio
            key={use}
            name="data-use"
            label={t(`class.data.${use}`)}
            hint={t(`class.data.${use}Hint`)}
            checked={dataUse === use}
            onChange={() => local.setDataUse(use)}
          />
        ))}
      </fieldset>
    </Dialog>
  );
}
