// The watch page once it is known what is to be watched: player, what it is, and the course around it.
import { useCallback, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { useLocale } from "../../../i18n";
import { classes, Facts, Time } from "../../../ui";
import { lectureTitle, watchPath } from "../../lectures/lectureTitle";
import type { RecordingInfo } from "../api";
import { loadPreferences, savePreferences } from "../core/preferences";
import type { Player } from "../core/player";
import { startPosition } from "../core/startPosition";
import { LecturePlayer } from "../LecturePlayer";
import { CourseRail, RailSkeleton } from "./CourseRail";
import { lectureAfter } from "./courseOrder";
import { DownloadMenu } from "./DownloadMenu";
import { FailedStage, WaitingStage } from "./Stages";
import { OwnerStrip } from "./OwnerStrip";
import { PreparationNotice } from "./PreparationNotice";
import { has, isPreparing, useCourseAround, useRecordingDetail } from "./queries";
import { ShareTime } from "./ShareTime";
import styles from "./Watch.module.css";

export function WatchView({ info, courseId }: { info: RecordingInfo; courseId: string | null }) {
  const { t, format } = useLocale();
  const detail = useRecordingDetail(info.id);
  const course = useCourseAround(courseId);
  const [player, setPlayer] = useState<Player | null>(null);
  const [theatre, setTheatre] = useState(() => loadPreferences().theatre);
  const lecture = course.data?.recordings.find(({ recording_id }) => recording_id === info.id);
  // A course that cannot be loaded leaves the lecture watchable.
  const hasRail = courseId !== null && !course.isError;
  const title = lecture ? lectureTitle(lecture) : info.title;

  const changeTheatre = useCallback((on: boolean) => {
    savePreferences({ theatre: on });
    setTheatre(on);
  }, []);

  return (
    <div className={classes(styles.page, theatre && styles.theatre, hasRail && styles.withRail)}>
      <title>{title}</title>
      <div className={styles.stage}>
        <Stage
          info={info}
          courseId={courseId}
          theatre={theatre}
          onTheatre={changeTheatre}
          onPlayer={setPlayer}
        />
      </div>
      <div className={styles.about}>
        <header className={styles.head}>
          <h1 className={styles.title} dir="auto">
            {title}
          </h1>
          <p className={styles.facts}>
            <Facts
              items={[
                detail.data?.started_by_name,
                <Time key="at" at={info.started_at} exact />,
                info.duration_seconds !== null && format.duration(info.duration_seconds),
                info.coverage_percent > 0 &&
                  t("watch.watched", { percent: format.percent(info.coverage_percent) }),
              ]}
            />
          </p>
          <div className={styles.actions}>
            {player && <ShareTime player={player} />}
            {info.streaming_ready && has(info, "download") && <DownloadMenu info={info} />}
          </div>
        </header>
        {detail.data && has(info, "edit") && <OwnerStrip info={info} detail={detail.data} />}
        {info.streaming_ready && isPreparing(info) && <PreparationNotice info={info} />}
        {info.description && (
          <p className={styles.description} dir="auto">
            {info.description}
          </p>
        )}
      </div>
      {hasRail && (course.data ? <CourseRail course={course.data} currentId={info.id} /> : <RailSkeleton />)}
    </div>
  );
}

interface StageProps {
  info: RecordingInfo;
  courseId: string | null;
  theatre: boolean;
  onTheatre: (theatre: boolean) => void;
  onPlayer: (player: Player | null) => void;
}

function Stage({ info, courseId, theatre, onTheatre, onPlayer }: StageProps) {
  const course = useCourseAround(courseId);
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { autoPlay?: boolean } | null };
  // Later answers know newer positions, but only the first one says where to begin.
  const [start] = useState(() =>
    startPosition(search.get("t"), info.resume_position_seconds, info.duration_seconds),
  );

  if (info.status === "failed" && !info.streaming_ready) return <FailedStage info={info} />;
  if (!info.streaming_ready) return <WaitingStage info={info} />;

  const following = course.data && lectureAfter(course.data, info.id);
  const next = following
    ? {
        title: lectureTitle(following),
        open: () => void navigate(watchPath(following), { state: { autoPlay: true } }),
      }
    : null;
  return (
    <LecturePlayer
      info={info}
      start={start}
      autoPlay={state?.autoPlay === true}
      next={next}
      theatre={theatre}
      onTheatre={onTheatre}
      onPlayer={onPlayer}
    />
  );
}
