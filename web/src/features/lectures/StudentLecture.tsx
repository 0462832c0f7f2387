import { CircleCheck } from "lucide-react";
import { Link } from "react-router";
import type { Lecture } from "../../api";
import { useLocale } from "../../i18n";
import { Badge, Facts, ProgressBar, Thumbnail } from "../../ui";
import { isDone, isStarted, lectureTitle, watchPath } from "./lectureTitle";
import styles from "./Lectures.module.css";

export function StudentLecture({ lecture, number }: { lecture: Lecture; number: number }) {
  const { t, format } = useLocale();
  const clock = lecture.duration_seconds === null ? undefined : format.clock(lecture.duration_seconds);
  const done = isDone(lecture);
  return (
    <li className={styles.row}>
      <Thumbnail url={lecture.streaming_ready ? lecture.thumbnail_url : null} clock={clock} />
      <div className={styles.text}>
        <p className={styles.kicker}>{t("lecture.number", { n: number })}</p>
        <h3 className={styles.title}>
          {lecture.streaming_ready ? (
            <Link to={watchPath(lecture)}>{lectureTitle(lecture)}</Link>
          ) : (
            lectureTitle(lecture)
          )}
        </h3>
        <p className={styles.facts}>
          <Facts
            items={[
              isStarted(lecture) &&
                !done &&
                t("lecture.resumeAt", { time: format.clock(lecture.my_position_seconds) }),
              !lecture.is_required && t("lecture.optional"),
              !lecture.streaming_ready && (
                <Badge key="state" tone="progress">
                  {t("lecture.processing")}
                </Badge>
              ),
            ]}
          />
        </p>
      </div>
      <div className={styles.coverage}>
        {done ? (
          <span className={styles.done}>
            <CircleCheck aria-hidden />
            {t("lecture.done")}
          </span>
        ) : lecture.streaming_ready ? (
          <>
            <ProgressBar thin label={t("lecture.coverage")} percent={lecture.my_coverage_percent} />
            <span className={styles.percent}>{format.percent(lecture.my_coverage_percent)}</span>
          </>
        ) : null}
      </div>
    </li>
  );
}
