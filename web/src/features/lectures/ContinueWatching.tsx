// Lectures that were begun and not finished, ready to go on.
import { Link } from "react-router";
import type { Lecture, MyEnrollment } from "../../api";
import { useLocale } from "../../i18n";
import { ProgressBar, Thumbnail } from "../../ui";
import { HomeSection } from "../courses/HomeSection";
import styles from "./ContinueWatching.module.css";
import { lectureTitle, watchPath } from "./lectureTitle";
import { useBegunLectures } from "./useBegunLectures";

export function ContinueWatching({ enrollments }: { enrollments: readonly MyEnrollment[] }) {
  const { t } = useLocale();
  const lectures = useBegunLectures(enrollments);
  if (lectures.length === 0) return null;
  return (
    <HomeSection title={t("home.continue")}>
      <ul className={styles.list}>
        {lectures.map((lecture) => (
          <BegunLecture key={lecture.id} lecture={lecture} />
        ))}
      </ul>
    </HomeSection>
  );
}

function BegunLecture({ lecture }: { lecture: Lecture }) {
  const { t, format } = useLocale();
  const clock = lecture.duration_seconds === null ? undefined : format.clock(lecture.duration_seconds);
  return (
    <li>
      <Link to={watchPath(lecture)} className={styles.item}>
        <Thumbnail url={lecture.thumbnail_url} clock={clock} />
        <ProgressBar thin label={t("lecture.coverage")} percent={lecture.my_coverage_percent} />
        <strong>{lectureTitle(lecture)}</strong>
        <span className={styles.at}>
          {t("lecture.resumeAt", { time: format.clock(lecture.my_position_seconds) })}
        </span>
      </Link>
    </li>
  );
}
