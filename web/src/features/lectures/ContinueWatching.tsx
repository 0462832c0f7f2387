// Lectures that were begun and not finished, ready to go on.
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { recordings, type ContinueWatching as Item } from "../../api";
import { useLocale } from "../../i18n";
import { ProgressBar, Thumbnail } from "../../ui";
import { HomeSection } from "../courses/HomeSection";
import styles from "./ContinueWatching.module.css";

const MOST_SHOWN = 4;

export function ContinueWatching() {
  const { t } = useLocale();
  const { data } = useQuery({ queryKey: ["overview"], queryFn: recordings.overview, retry: false });
  const items = data?.continue_watching ?? [];
  if (items.length === 0) return null;
  return (
    <HomeSection title={t("home.continue")}>
      <ul className={styles.list}>
        {items.slice(0, MOST_SHOWN).map((item) => (
          <ContinueItem key={item.recording_id} item={item} />
        ))}
      </ul>
    </HomeSection>
  );
}

function ContinueItem({ item }: { item: Item }) {
  const { t, format } = useLocale();
  const percent = item.duration_seconds ? (100 * item.position_seconds) / item.duration_seconds : 0;
  return (
    <li>
      <Link to={`/watch/${item.recording_id}`} className={styles.item}>
        <Thumbnail
          url={`/api/v1/recordings/${item.recording_id}/thumbnail?width=640`}
          clock={item.duration_seconds === null ? undefined : format.clock(item.duration_seconds)}
        />
        <ProgressBar thin label={t("course.progress")} percent={percent} />
        <strong>{item.title}</strong>
        <span className={styles.at}>
          {t("lecture.resumeAt", { time: format.clock(item.position_seconds) })}
        </span>
      </Link>
    </li>
  );
}
