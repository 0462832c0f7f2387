// One person, or what they share: picture or initials, name, and how they are.
import { Hand, MicOff, Pin, PinOff, ScreenShare, WifiOff } from "lucide-react";
import { useRef } from "react";
import { Avatar, classes, IconButton } from "../../../ui";
import { useMedia, useRoom } from "../classroomContext";
import { ModerationMenu } from "../panel/ModerationMenu";
import { useClassText } from "../texts";
import type { TileKey } from "./layout";
import { PictureNotice } from "./PictureNotice";
import styles from "./Stage.module.css";
import { TileReactions } from "./TileReactions";
import { TrackVideo } from "./TrackVideo";
import { useIsSpeaking } from "./useIsSpeaking";
import { useTileStream } from "./useTileStream";
import { useView } from "./useView";

interface Props {
  tile: TileKey;
  isPinned: boolean;
  /** In the row beside something large there is no place for a menu. */
  isSmall: boolean;
  /** It is the one that everybody looks at. */
  isPriority: boolean;
  onPin: (tile: TileKey | null) => void;
}

export function Tile({ tile, isPinned, isSmall, isPriority, onPin }: Props) {
  const t = useClassText();
  const person = useRoom(({ people }) => people[tile.participantId]);
  const isOwn = useRoom(({ me }) => me === tile.participantId);
  const { stream, remote } = useTileStream(tile);
  const frame = useRef<HTMLElement>(null);
  useView(frame, tile, isPinned || isPriority);
  const speaking = useIsSpeaking(tile.participantId);
  const active = useMedia(({ active }) => active === tile.participantId);
  if (!person) return null;
  const isScreen = tile.shows === "screen";
  const isLost = person.presence === "reconnecting";
  const name = isOwn ? t("class.you") : person.full_name;
  const title = isScreen ? t("class.tile.screenOf", { name }) : name;
  return (
    <article
      ref={frame}
      className={classes(
        styles.tile,
        isScreen && styles.screen,
        isLost && styles.lost,
        speaking && !isScreen && styles.speaking,
        active && !isScreen && styles.active,
      )}
      aria-label={title}
      data-tile={tile.shows}
    >
      <div className={styles.picture}>
        {stream ? (
          <TrackVideo stream={stream} fit={isScreen ? "contain" : "cover"} mirrored={isOwn && !isScreen} />
        ) : (
          <Avatar name={person.full_name} />
        )}
      </div>
      <footer className={styles.label}>
        {isScreen && <ScreenShare aria-hidden />}
        {!isScreen && !person.audio && <MicOff role="img" aria-label={t("class.tile.muted")} />}
        {!isScreen && person.hand_raised_at && <Hand role="img" aria-label={t("class.tile.hand")} />}
        <bdi>{title}</bdi>
      </footer>
      {isLost && (
        <p className={styles.away}>
          <WifiOff aria-hidden />
          {t("class.tile.reconnecting")}
        </p>
      )}
      {!isLost && <PictureNotice participantId={tile.participantId} remote={remote} />}
      {!isScreen && <TileReactions participantId={tile.participantId} />}
      <div className={styles.tools}>
        <IconButton
          size="small"
          label={isPinned ? t("class.tile.unpin", { name }) : t("class.tile.pin", { name })}
          onClick={() => onPin(isPinned ? null : tile)}
        >
          {isPinned ? <PinOff /> : <Pin />}
        </IconButton>
        {!isOwn && !isSmall && <ModerationMenu person={person} />}
      </div>
    </article>
  );
}
