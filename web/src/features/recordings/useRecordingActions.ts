import { recordings, type Recording } from "../../api";
import { useAction } from "../../app/useAction";
import { useText } from "../../i18n";
import { recordingKeys } from "./queries";

export function useRecordingActions() {
  const t = useText();
  const run = useAction();
  const refresh = [recordingKeys.all];
  return {
    remove: (recording: Recording) =>
      run({
        work: () => recordings.remove(recording.id),
        refresh,
        done: t("recording.deleted", { title: recording.title }),
        undo: { work: () => recordings.restore(recording.id), refresh },
      }),
    restore: (recording: Recording) =>
      run({
        work: () => recordings.restore(recording.id),
        refresh,
        done: t("recording.restored", { title: recording.title }),
      }),
    removeForEver: (recording: Recording) =>
      run({
        work: () => recordings.remove(recording.id, true),
        refresh,
        done: t("recording.gone", { title: recording.title }),
      }),
    prepareAgain: (recording: Recording) =>
      run({ work: () => recordings.transcode(recording.id), refresh, done: t("recording.preparingAgain") }),
  };
}
