// How far the preparation of a recording is: percentage, speed, time left; or why it failed.
import type { TranscodeProgress } from "../../api";
import { useLocale } from "../../i18n";
import { Facts, ProgressBar } from "../../ui";
import styles from "./RecordingProgress.module.css";
import { useTranscodeProgress } from "./queries";

export function RecordingProgress({ recordingId }: { recordingId: string }) {
  const { t, format } = useLocale();
  const { data } = useTranscodeProgress(recordingId);
  if (!data || data.is_complete) return null;

  const failed = data.jobs.find((job) => job.status === "failed");
  if (failed && !hasWork(data))
    return (
      <p className={styles.failed}>
        <bdi>{failed.error ?? t("jobs.failedPlain")}</bdi>
      </p>
    );

  const running = data.jobs.find((job) => job.status === "running");
  const waiting = data.jobs.find((job) => job.status === "queued");
  return (
    <div className={styles.progress}>
      <ProgressBar thin label={t("recording.preparing")} percent={data.average_progress_percent} />
      <p className={styles.facts}>
        <Facts
          items={[
            format.percent(data.average_progress_percent),
            running?.speed && t("jobs.speed", { speed: format.number(running.speed) }),
            data.eta_seconds !== null && t("jobs.left", { time: format.duration(data.eta_seconds) }),
            !running && waiting?.queue_position && t("jobs.position", { n: waiting.queue_position }),
          ]}
        />
      </p>
    </div>
  );
}

function hasWork(progress: TranscodeProgress): boolean {
  return progress.jobs.some((job) => job.status === "running" || job.status === "queued");
}
