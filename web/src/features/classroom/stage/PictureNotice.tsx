// Says on a tile why its picture is poor, or not there.
import { Gauge, Pause } from "lucide-react";
import { useEffect, useState } from "react";
import { useMedia } from "../classroomContext";
import type { RemoteStream } from "../core/call";
import { pictureNote, type PictureNote } from "../core/pictureNote";
import { useClassText } from "../texts";
import styles from "./Stage.module.css";

/** Qualities change for a moment whenever somebody comes or a tile grows: that is nothing to speak of. */
const LASTING_MS = 4_000;

interface Props {
  participantId: string;
  remote: RemoteStream | null;
}

export function PictureNotice({ participantId, remote }: Props) {
  const t = useClassText();
  const own = useMedia(({ own }) => own?.downlink.quality ?? null);
  const theirs = useMedia(({ network }) => network[participantId] ?? null);
  const note = useLasting(pictureNote(remote, { own, theirs }));
  if (!note) return null;
  const isPaused = note === "paused" || note === "waiting";
  return (
    <p className={styles.note} title={t(`class.note.${note}`)}>
      {isPaused ? <Pause aria-hidden /> : <Gauge aria-hidden />}
      <span>{t(`class.note.${note}`)}</span>
    </p>
  );
}

function useLasting(note: PictureNote | null): PictureNote | null {
  const isSudden = note === null || note === "paused";
  const [lasting, setLasting] = useState<PictureNote | null>(null);
  useEffect(() => {
    if (isSudden) return;
    const timer = window.setTimeout(() => setLasting(note), LASTING_MS);
    return () => {
      window.clearTimeout(timer);
      setLasting(null);
    };
  }, [note, isSudden]);
  return isSudden ? note : lasting;
}
