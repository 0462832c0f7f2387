// Lectures that were begun and not finished, ready to go on.
import { Link } from "react-router";
import type { UnfinishedLecture } from "../../api";
import { useLocale } from "../../i18n";
import { ProgressBar, Thumbnail } from "../../ui";
import { useOverview } from "../calendar/queries";
import { HomeSection } from "../courses/HomeSection";
import styles from "./ContinueWatching.module.css";
import { watchPath } from "./lectureTitle";

/** Nothing where there is none: the page has other things to show. */
export function ContinueWatching() {
  const { t } = useLocale();
  const { data } = useOverview();
  if (!data || data.continue_watching.length === 0) return null;
  return (
    <HomeSection title={t("home.continue")}>
      <ul className={styles.list}>
        {data.continue_watching.map((lecture) => (
          <Unfinished key={lecture.recording_id} lecture={lecture} />
        ))}
      </ul>
    </HomeSection>
  );
}

function Unfinished({ lecture }: { lecture: UnfinishedLecture }) {
  const { t, format } = useLocale();
  const { position_seconds, duration_seconds } = lecture;
  return (
    <li>
      <Link to={watchPath(lecture)} className={styles.item}>
        <Thumbnail url={lecture.thumbnail_url} clock={format.clock(duration_seconds)} />
        <ProgressBar
          thin
          label={t("lecture.position")}
          percent={Math.round((100 * position_seconds) / duration_seconds)}
        />
        <strong>{lecture.title}</strong>
        <span className={styles.at}>{t("lecture.resumeAt", { time: format.clock(position_seconds) })}</span>
      </Link>
    </li>
  );
}
