// The end of a recording: asked for first, and then what has become of it.
import { useState } from "react";
import { recordings, type Schemas } from "../../../api";
import { useAction } from "../../../app/useAction";
import { ButtonLink, ConfirmDialog, Dialog } from "../../../ui";
import { useClassText } from "../texts";

interface Props {
  recordingId: string;
  onClose: () => void;
}

export function StopRecordingDialog({ recordingId, onClose }: Props) {
  const t = useClassText();
  const run = useAction();
  const [busy, setBusy] = useState(false);
  const [stopped, setStopped] = useState<Schemas["StoppedRecording"] | null>(null);

  async function stop() {
    setBusy(true);
    const done = await run({ work: async () => setStopped(await recordings.stop(recordingId)) });
    setBusy(false);
    if (!done) onClose();
  }

  if (!stopped)
    return (
      <ConfirmDialog
        title={t("class.record.stop")}
        action={t("class.record.stop")}
        busy={busy}
        onConfirm={() => void stop()}
        onClose={onClose}
      >
        <p>{t("class.record.stopText")}</p>
      </ConfirmDialog>
    );
  const canWatch = stopped.streaming_ready;
  return (
    <Dialog
      title={t(canWatch ? "class.record.stopped" : "class.record.stop")}
      onClose={onClose}
      footer={
        canWatch && (
          <ButtonLink look="primary" to={`/watch/${recordingId}`} target="_blank">
            {t("class.record.watch")}
          </ButtonLink>
        )
      }
    >
      <p>{t(canWatch ? "class.record.stoppedText" : "class.record.nothing")}</p>
    </Dialog>
  );
}
