// Which class this is, for how long it has been going, and how it is doing.
import { Clock, LifeBuoy, Lock, Users } from "lucide-react";
import { useState } from "react";
import { useLocale } from "../../../i18n";
import { useNow } from "../../../ui";
import { useClass, useRoom } from "../classroomContext";
import type { Quality } from "../core/quality";
import { isStaff } from "../core/roomState";
import { ConnectionDialog } from "../dialogs/ConnectionDialog";
import { useClassText } from "../texts";
import styles from "./ClassView.module.css";
import { SignalIcon } from "./SignalIcon";
import { useOwnQuality } from "./useOwnQuality";

export function ClassHeader() {
  const t = useClassText();
  const { format } = useLocale();
  const { name, is_locked } = useRoom(({ room }) => room);
  const count = useRoom(({ people }) => Object.keys(people).length);
  const recording = useRoom(({ recording }) => recording);
  const { quality } = useOwnQuality();
  return (
    <header className={styles.header}>
      <title>{name}</title>
      <h1 className={styles.title} dir="auto">
        {name}
      </h1>
      <div className={styles.facts}>
        {recording && (
          <span className={`${styles.fact} ${styles.recording}`}>
            {t(recording.paused ? "class.recording.paused" : "class.recording")}
          </span>
        )}
        <LostPulse />
        {is_locked && (
          <span className={styles.fact}>
            <Lock role="img" aria-label={t("class.locked")} />
          </span>
        )}
        <span className={styles.fact} title={t("class.inside", { count })}>
          <Users aria-hidden />
          <span className="visually-hidden">{t("class.inside", { count })}</span>
          <span aria-hidden>{format.number(count)}</span>
        </span>
        <ClassTime />
        {quality && <OwnQuality quality={quality} />}
      </div>
    </header>
  );
}

function ClassTime() {
  const t = useClassText();
  const { format } = useLocale();
  const since = useRoom(({ room }) => room.opened_at ?? room.created_at);
  const ahead = useRoom(({ clockAhead }) => clockAhead);
  const now = useNow(1_000);
  return (
    <span className={styles.fact} role="timer" aria-label={t("class.time")} aria-live="off">
      <Clock aria-hidden />
      {format.clock((now + ahead - Date.parse(since)) / 1_000)}
    </span>
  );
}

function OwnQuality({ quality }: { quality: Quality }) {
  const t = useClassText();
  const [open, setOpen] = useState(false);
  const text = t(`class.quality.${quality}`);
  return (
    <>
      <button
        type="button"
        className={`${styles.fact} ${styles.signal} ${styles[quality] ?? ""}`}
        title={text}
        onClick={() => setOpen(true)}
      >
        <SignalIcon quality={quality} label={text} />
        <span className={styles.word} aria-hidden>
          {t(`class.signal.${quality}`)}
        </span>
      </button>
      {open && <ConnectionDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** For those who teach: how many have lost the thread. */
function LostPulse() {
  const t = useClassText();
  const staff = useRoom(isStaff);
  const lost = useClass(({ lost }) => lost);
  if (!staff || lost === 0) return null;
  return (
    <span className={styles.fact} title={t("class.lost.count", { count: lost })}>
      <LifeBuoy aria-hidden />
      <span className={styles.word}>{t("class.lost.count", { count: lost })}</span>
    </span>
  );
}
