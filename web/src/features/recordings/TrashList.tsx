// Deleted recordings, until the server empties the trash.
import { RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Recording } from "../../api";
import { useText } from "../../i18n";
import { Button, ConfirmDialog, IconButton } from "../../ui";
import { RecordingRow } from "./RecordingRow";
import styles from "./Recordings.module.css";
import { useRecordingActions } from "./useRecordingActions";

export function TrashList({ recordings }: { recordings: readonly Recording[] }) {
  const t = useText();
  const actions = useRecordingActions();
  const [doomed, setDoomed] = useState<Recording | null>(null);
  return (
    <>
      <ul className={styles.list}>
        {recordings.map((recording) => (
          <RecordingRow
            key={recording.id}
            recording={recording}
            actions={
              <>
                <Button size="small" icon={<RotateCcw />} onClick={() => void actions.restore(recording)}>
                  {t("recording.restore")}
                </Button>
                <IconButton
                  size="small"
                  label={t("recording.deleteThis", { title: recording.title })}
                  onClick={() => setDoomed(recording)}
                >
                  <Trash2 />
                </IconButton>
              </>
            }
          />
        ))}
      </ul>
      {doomed && (
        <ConfirmDialog
          title={t("recording.deleteTitle", { title: doomed.title })}
          action={t("recording.deleteForEver")}
          onClose={() => setDoomed(null)}
          onConfirm={() => {
            setDoomed(null);
            void actions.removeForEver(doomed);
          }}
        >
          <p>{t("recording.deleteText")}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
