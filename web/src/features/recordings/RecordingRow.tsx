import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Recording } from "../../api";
import { useLocale } from "../../i18n";
import { Facts, Thumbnail, Time } from "../../ui";
import styles from "./Recordings.module.css";
import { isWorking } from "./queries";
import { RecordingBadge } from "./RecordingBadge";
import { RecordingProgress } from "./RecordingProgress";

export function RecordingRow({ recording, actions }: { recording: Recording; actions: ReactNode }) {
  const { t, format } = useLocale();
  const watchable = recording.streaming_ready && recording.deleted_at === null;
  const clock = recording.duration_seconds === null ? undefined : format.clock(recording.duration_seconds);
  return (
    <li className={styles.row}>
      <Thumbnail
        url={watchable ? `/api/v1/recordings/${recording.id}/thumbnail?width=320` : null}
        clock={clock}
      />
      <div className={styles.text}>
        <h3 className={styles.title}>
          {watchable ? <Link to={`/watch/${recording.id}`}>{recording.title}</Link> : recording.title}
        </h3>
        <p className={styles.facts}>
          <Facts
            items={[
              <RecordingBadge key="status" recording={recording} />,
              <Time key="at" at={recording.deleted_at ?? recording.created_at} />,
              recording.file_size_bytes !== null && format.bytes(recording.file_size_bytes),
              recording.resolution && (
                <span key="size" dir="ltr">
                  {recording.resolution}
                </span>
              ),
            ]}
          />
        </p>
        {recording.courses.length > 0 && (
          <p className={styles.facts}>
            <Facts
              items={recording.courses.map((course) => (
                <Link key={course.course_id} to={`/courses/${course.course_id}`}>
                  <bdi>{course.code}</bdi>{" "}
                  {t(course.is_published ? "recording.inPublished" : "recording.inHidden")}
                </Link>
              ))}
            />
          </p>
        )}
        {recording.status === "failed" && (
          <p className={styles.failed}>
            <bdi>{recording.error_message ?? t("code.RECORDING_FAILED")}</bdi>
          </p>
        )}
        {isWorking(recording) && <RecordingProgress recordingId={recording.id} />}
      </div>
      <div className={styles.actions}>{actions}</div>
    </li>
  );
}
