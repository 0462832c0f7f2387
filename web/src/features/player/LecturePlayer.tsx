// The video with everything around it. One instance plays one lecture; give it the lecture's id as key.
import { useCallback, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n";
import { classes } from "../../ui";
import { playback, type RecordingInfo } from "./api";
import { BetterQuality } from "./BetterQuality";
import { Controls } from "./Controls";
import { attachReporter } from "./core/attachReporter";
import { Player, type Source } from "./core/player";
import { isPlaying } from "./core/playerState";
import { loadPreferences, savePreferences } from "./core/preferences";
import { ProgressReporter } from "./core/progressReporter";
import type { StartPosition } from "./core/startPosition";
import styles from "./LecturePlayer.module.css";
import { PictureButtons } from "./PictureButtons";
import { FIRST_ARRANGEMENT, type Arrangement } from "./pictures";
import { PlayerContext, usePlayerState } from "./playerContext";
import { PlayerOverlay, type NextLecture } from "./PlayerOverlay";
import { ResumeToast } from "./ResumeToast";
import { ScreenPicture } from "./ScreenPicture";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { useAutoHide } from "./useAutoHide";
import { useFullScreen } from "./useFullScreen";
import { useShortcuts } from "./useShortcuts";

interface Props {
  info: RecordingInfo;
  start: StartPosition;
  autoPlay: boolean;
  next: NextLecture | null;
  theatre: boolean;
  onTheatre: (theatre: boolean) => void;
  /** Gives the page the player, to link times in the page with it. */
  onPlayer: (player: Player | null) => void;
}

const SMALL = { corner: styles.corner, wide: styles.wide, hidden: styles.away };

export function LecturePlayer(props: Props) {
  const { info, start, autoPlay, onPlayer } = props;
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLElement>(null);
  const [player, setPlayer] = useState<Player | null>(null);
  const [reporter, setReporter] = useState<ProgressReporter | null>(null);
  const opening = useRef({
    source: sourceOf(info),
    duration: info.duration_seconds ?? 0,
    start,
    autoPlay,
  });
  const screen = screenOf(info);
  const [arrangement, setArrangement] = useState(FIRST_ARRANGEMENT);
  const [screenAway, setScreenAway] = useState(true);
  // Without a screen to see, the presenter has all the room.
  const shown = screen && !screenAway ? arrangement : null;
  const classOf = (picture: Arrangement["large"]) =>
    classes(styles.video, shown && shown.large !== picture && SMALL[shown.small]);
  const t = useText();

  useEffect(() => {
    if (!video.current) return;
    const created = new Player(video.current);
    const reporting = new ProgressReporter({
      send: (report, whileLeaving) => playback.sendProgress(info.id, report, whileLeaving),
      now: () => Date.now(),
      isVisible: () => document.visibilityState === "visible" || document.pictureInPictureElement !== null,
    });
    const detach = attachReporter(created, reporting);
    const { source, duration, start: at, autoPlay: plays } = opening.current;
    void created.open(source, at.seconds, duration);
    if (plays) void created.play();
    setPlayer(created);
    setReporter(reporting);
    onPlayer(created);
    return () => {
      onPlayer(null);
      detach();
      created.destroy();
    };
  }, [info.id, onPlayer]);

  return (
    <section ref={frame} className={styles.frame} aria-label={t("player.label", { title: info.title })}>
      {/* Captions arrive with the recordings' caption tracks, which hls.js adds to the element. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        className={classOf("presenter")}
        playsInline
        preload="metadata"
        poster={posterOf(info)}
      />
      {player && reporter && (
        <PlayerContext value={player}>
          {screen && (
            <ScreenPicture
              address={screen}
              className={screenAway ? classes(styles.video, styles.away) : classOf("screen")}
              onAway={setScreenAway}
            />
          )}
          <PlayerChrome
            {...props}
            frame={frame}
            player={player}
            reporter={reporter}
            arrangement={screen ? arrangement : null}
            onArrange={setArrangement}
          />
        </PlayerContext>
      )}
    </section>
  );
}

interface ChromeProps extends Props {
  frame: React.RefObject<HTMLElement | null>;
  player: Player;
  reporter: ProgressReporter;
  /** null: there is but one picture. */
  arrangement: Arrangement | null;
  onArrange: (arrangement: Arrangement) => void;
}

function PlayerChrome(props: ChromeProps) {
  const { info, start, next, theatre, onTheatre, frame, player, reporter, arrangement, onArrange } = props;
  const [helpOpen, setHelpOpen] = useState(false);
  const [shortcutsOn, setShortcutsOn] = useState(() => loadPreferences().shortcuts);
  const playing = usePlayerState(isPlaying);
  const fullScreen = useFullScreen(frame, player.video);
  const chromeShown = useAutoHide(frame, playing);
  const switchShortcuts = useCallback((on: boolean) => {
    savePreferences({ shortcuts: on });
    setShortcutsOn(on);
  }, []);

  useShortcuts(frame, shortcutsOn, {
    toggleFullScreen: fullScreen.toggle,
    toggleTheatre: () => onTheatre(!theatre),
    showHelp: () => setHelpOpen(true),
    arrange: (change) => arrangement && onArrange(change(arrangement)),
  });

  return (
    <>
      <PlayerOverlay info={info} next={next} onDoubleClick={fullScreen.toggle} />
      <div className={classes(styles.chrome, !chromeShown && styles.hidden)}>
        <BetterQuality renditions={info.renditions} />
        {start.isResumed && <ResumeToast seconds={start.seconds} />}
        <Controls
          info={info}
          reporter={reporter}
          fullScreen={fullScreen}
          theatre={theatre}
          onTheatre={onTheatre}
          onHelp={() => setHelpOpen(true)}
        >
          {arrangement && <PictureButtons arrangement={arrangement} onArrange={onArrange} />}
        </Controls>
      </div>
      {helpOpen && (
        <ShortcutsDialog
          twoPictures={arrangement !== null}
          enabled={shortcutsOn}
          onEnabled={switchShortcuts}
          onClose={() => setHelpOpen(false)}
        />
      )}
    </>
  );
}

/** Sound alone is a rendition like any other (row E54 of the API). */
function sourceOf({ streaming_url, has_video, renditions }: RecordingInfo): Source {
  const sound = has_video && renditions.find(({ kind, state }) => kind === "audio" && state === "ready");
  return {
    address: streaming_url,
    sound: sound ? streaming_url.replace("master.m3u8", `${sound.name}/playlist.m3u8`) : null,
  };
}

function posterOf(info: RecordingInfo): string {
  return `${info.thumbnail_url}?width=1280`;
}

/** The screen that was shown beside a camera. Alone it is the lecture's picture like any other. */
function screenOf({ streaming_url, renditions }: RecordingInfo): string | null {
  const pictures = renditions.filter(({ kind, state }) => kind === "video" && state === "ready");
  const screen = pictures.find(({ name }) => name === "screen");
  if (!screen || pictures.length === 1) return null;
  return streaming_url.replace("master.m3u8", `${screen.name}/playlist.m3u8`);
}
