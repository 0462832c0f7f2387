// Playable already, but better qualities are still being made.
import { useLocale } from "../../../i18n";
import { Notice, ProgressBar } from "../../../ui";
import type { RecordingInfo } from "../api";
import { usePreparation } from "./queries";
import styles from "./Watch.module.css";

export function PreparationNotice({ info }: { info: RecordingInfo }) {
  const { t, format } = useLocale();
  const { data } = usePreparation(info);
  const percent = data?.average_progress_percent;
  return (
    <Notice title={t("watch.preparing.title")}>
      {t("watch.preparing.text")}
      {percent !== undefined && (
        <div className={styles.preparation}>
          <ProgressBar label={t("watch.waiting.progress")} percent={percent} />
          <span>
            {format.percent(percent)}
            {data?.eta_seconds != null && ` · ${t("watch.eta", { time: format.duration(data.eta_seconds) })}`}
          </span>
        </div>
      )}
    </Notice>
  );
}
