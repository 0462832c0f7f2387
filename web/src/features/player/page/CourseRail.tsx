// The other lectures of the course beside the one that plays.
import { CircleCheck } from "lucide-react";
import { Link } from "react-router";
import type { CourseDetail, Lecture } from "../../../api";
import { useLocale } from "../../../i18n";
import { Badge, classes, Facts, ProgressBar, Skeleton, Thumbnail } from "../../../ui";
import { isDone, lectureTitle, watchPath } from "../../lectures/lectureTitle";
import styles from "./CourseRail.module.css";

export function CourseRail({ course, currentId }: { course: CourseDetail; currentId: string }) {
  const { t } = useLocale();
  return (
    <aside className={styles.rail} aria-label={t("watch.lectures")}>
      <header className={styles.head}>
        <p className={styles.code}>{course.code}</p>
        <h2 className={styles.name} dir="auto">
          <Link to={`/courses/${course.id}`}>{course.name}</Link>
        </h2>
      </header>
      <ol className={styles.list}>
        {course.recordings.map((lecture, index) => (
          <RailLecture
            key={lecture.id}
            lecture={lecture}
            number={lecture.lecture_number ?? index + 1}
            current={lecture.recording_id === currentId}
          />
        ))}
      </ol>
    </aside>
  );
}

/** Keeps the place beside the player, so that nothing moves when the course arrives. */
export function RailSkeleton() {
  return (
    <aside className={styles.rail}>
      <div className={styles.skeleton}>
        <Skeleton shape="row" count={4} />
      </div>
    </aside>
  );
}

function RailLecture({ lecture, number, current }: { lecture: Lecture; number: number; current: boolean }) {
  const { t, format } = useLocale();
  const clock = lecture.duration_seconds === null ? undefined : format.clock(lecture.duration_seconds);
  const content = (
    <>
      <Thumbnail url={lecture.streaming_ready ? lecture.thumbnail_url : null} clock={clock} />
      <span className={styles.text}>
        <span className={styles.title} dir="auto">
          {lectureTitle(lecture)}
        </span>
        <span className={styles.facts}>
          <Facts
            items={[
              current && lecture.streaming_ready ? t("watch.nowPlaying") : t("lecture.number", { n: number }),
              !lecture.streaming_ready && <Badge tone="progress">{t("lecture.processing")}</Badge>,
              !lecture.is_published && <Badge>{t("watch.unpublished")}</Badge>,
            ]}
          />
        </span>
        {isDone(lecture) ? (
          <span className={styles.done}>
            <CircleCheck aria-hidden />
            {t("lecture.done")}
          </span>
        ) : (
          lecture.my_coverage_percent > 0 && (
            <ProgressBar thin label={t("lecture.coverage")} percent={lecture.my_coverage_percent} />
          )
        )}
      </span>
    </>
  );
  return (
    <li>
      <Link
        to={watchPath(lecture)}
        aria-current={current ? "true" : undefined}
        className={classes(styles.item, current && styles.current)}
      >
        {content}
      </Link>
    </li>
  );
}
