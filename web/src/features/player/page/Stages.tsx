// What stands in the player's box while there is nothing to play: not ready yet, or never.
import { Hourglass, TriangleAlert } from "lucide-react";
import { jobs } from "../../../api";
import { useAction } from "../../../app/useAction";
import { useLocale, useText } from "../../../i18n";
import { Button, ProgressBar } from "../../../ui";
import type { RecordingInfo } from "../api";
import { has, usePreparation, useRecordingDetail, watchKeys } from "./queries";
import styles from "./Stages.module.css";

export function WaitingStage({ info }: { info: RecordingInfo }) {
  const { t, format } = useLocale();
  const { data } = usePreparation(info);
  return (
    <div className={styles.stage} role="status">
      <Hourglass aria-hidden />
      <h2>{t("watch.waiting.title")}</h2>
      <p>{t("watch.waiting.advice")}</p>
      {data && (
        <div className={styles.progress}>
          <ProgressBar label={t("watch.waiting.progress")} percent={data.average_progress_percent} />
          <p>
            {format.percent(data.average_progress_percent)}
            {data.eta_seconds !== null && ` · ${t("watch.eta", { time: format.duration(data.eta_seconds) })}`}
          </p>
        </div>
      )}
    </div>
  );
}

export function FailedStage({ info }: { info: RecordingInfo }) {
  const t = useText();
  const run = useAction();
  const detail = useRecordingDetail(info.id);
  const preparation = usePreparation(info);
  const failed = preparation.data?.jobs.filter((job) => job.status === "failed") ?? [];
  const mayRetry = has(info, "control") && failed.length > 0;

  function retry() {
    void run({
      work: () => Promise.all(failed.map((job) => jobs.retry(job.job_id))),
      refresh: [watchKeys.info(info.id), watchKeys.progress(info.id)],
      done: t("watch.failed.retried"),
    });
  }

  return (
    <div className={styles.stage} role="alert">
      <TriangleAlert aria-hidden />
      <h2>{t("watch.failed.title")}</h2>
      {/* The server says what is wrong with the file, for those who can do something about it. */}
      {detail.data?.error_message && (
        <p className={styles.cause} dir="auto">
          {detail.data.error_message}
        </p>
      )}
      <p>{t(has(info, "control") ? "watch.failed.adviceOwner" : "watch.failed.advice")}</p>
      {mayRetry && (
        <Button look="primary" onClick={retry}>
          {t("action.retry")}
        </Button>
      )}
    </div>
  );
}
