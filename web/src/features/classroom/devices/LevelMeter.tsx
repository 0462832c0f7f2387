// Shows that the microphone hears something.
import { useEffect, useState } from "react";
import { watchLevel } from "../core/soundLevel";
import { useClassText } from "../texts";
import styles from "./Devices.module.css";

export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const t = useClassText();
  const [level, setLevel] = useState(0);
  useEffect(() => watchLevel(track, setLevel), [track]);
  return (
    <div
      className={styles.meter}
      role="meter"
      aria-label={t("class.device.level")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(level * 100)}
    >
      <span style={{ "--level": `${Math.round(level * 100)}%` }} />
    </div>
  );
}
