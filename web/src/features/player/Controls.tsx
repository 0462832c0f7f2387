// The bar under the picture. It stays left-to-right in every language, as time does.
import {
  Keyboard,
  Maximize,
  Minimize,
  Pause,
  PictureInPicture2,
  Play,
  RectangleHorizontal,
  RotateCcw,
  RotateCw,
} from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useText } from "../../i18n";
import { classes } from "../../ui";
import type { RecordingInfo } from "./api";
import styles from "./Controls.module.css";
import type { ProgressReporter } from "./core/progressReporter";
import { isPlaying } from "./core/playerState";
import { usePlayer, usePlayerState } from "./playerContext";
import { QualityMenu } from "./QualityMenu";
import { SeekBar } from "./SeekBar";
import { SpeedMenu } from "./SpeedMenu";
import type { FullScreen } from "./useFullScreen";
import { VolumeControl } from "./VolumeControl";

interface Props {
  info: RecordingInfo;
  reporter: ProgressReporter;
  fullScreen: FullScreen;
  theatre: boolean;
  onTheatre: (theatre: boolean) => void;
  onHelp: () => void;
  /** More buttons, if there is more to be done. */
  children?: ReactNode;
}

export function Controls({ info, reporter, fullScreen, theatre, onTheatre, onHelp, children }: Props) {
  const t = useText();
  const player = usePlayer();
  const playing = usePlayerState(isPlaying);
  return (
    <div className={styles.bar} dir="ltr" role="group" aria-label={t("player.controls")}>
      <SeekBar storyboard={info.storyboard_url} reporter={reporter} />
      <div className={styles.row}>
        <ControlButton
          label={t(playing ? "player.pause" : "player.play")}
          hotkey="K"
          onClick={() => player.toggle()}
        >
          {playing ? <Pause fill="currentColor" /> : <Play fill="currentColor" />}
        </ControlButton>
        <ControlButton wideOnly label={t("player.back")} hotkey="J" onClick={() => player.skip(-10)}>
          <RotateCcw />
        </ControlButton>
        <ControlButton wideOnly label={t("player.forward")} hotkey="L" onClick={() => player.skip(10)}>
          <RotateCw />
        </ControlButton>
        <VolumeControl />
        <Clock />
        <span className={styles.space} />
        {children && <span className={styles.more}>{children}</span>}
        <SpeedMenu />
        <QualityMenu renditions={info.renditions} />
        <ControlButton wideOnly label={t("player.shortcuts")} hotkey="?" onClick={onHelp}>
          <Keyboard />
        </ControlButton>
        {document.pictureInPictureEnabled && (
          <ControlButton
            wideOnly
            label={t("player.pictureInPicture")}
            hotkey="I"
            onClick={() => void player.togglePictureInPicture()}
          >
            <PictureInPicture2 />
          </ControlButton>
        )}
        {!fullScreen.active && (
          <ControlButton
            wideOnly
            label={t(theatre ? "player.theatreOff" : "player.theatre")}
            hotkey="T"
            pressed={theatre}
            onClick={() => onTheatre(!theatre)}
          >
            <RectangleHorizontal />
          </ControlButton>
        )}
        <ControlButton
          label={t(fullScreen.active ? "player.fullScreenOff" : "player.fullScreen")}
          hotkey="F"
          onClick={fullScreen.toggle}
        >
          {fullScreen.active ? <Minimize /> : <Maximize />}
        </ControlButton>
      </div>
    </div>
  );
}

interface ButtonProps {
  label: string;
  hotkey: string;
  onClick: () => void;
  pressed?: boolean;
  wideOnly?: boolean;
  children: ReactNode;
}

export function ControlButton({ label, hotkey, onClick, pressed, wideOnly, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.button, wideOnly && styles.wideOnly)}
      aria-label={label}
      aria-pressed={pressed}
      title={`${label} (${hotkey})`}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function Clock() {
  const { format } = useLocale();
  const position = usePlayerState((state) => Math.floor(state.position));
  const duration = usePlayerState((state) => state.duration);
  return (
    <span className={styles.clock}>
      {format.clock(position)}
      <span className={styles.duration}> / {format.clock(duration)}</span>
    </span>
  );
}
