import { Volume1, Volume2, VolumeX } from "lucide-react";
import { useLocale } from "../../i18n";
import { ControlButton } from "./Controls";
import styles from "./Controls.module.css";
import { usePlayer, usePlayerState } from "./playerContext";

export function VolumeControl() {
  const { t, format } = useLocale();
  const player = usePlayer();
  const volume = usePlayerState((state) => (state.muted ? 0 : state.volume));
  const Icon = volume === 0 ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  return (
    <div className={styles.volume}>
      <ControlButton
        label={t(volume === 0 ? "player.unmute" : "player.mute")}
        hotkey="M"
        onClick={() => player.toggleMute()}
      >
        <Icon />
      </ControlButton>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        className={styles.slider}
        style={{ "--filled": `${volume * 100}%` }}
        aria-label={t("player.volume")}
        aria-valuetext={format.percent(volume * 100)}
        onChange={(event) => player.setVolume(event.target.valueAsNumber)}
      />
    </div>
  );
}
