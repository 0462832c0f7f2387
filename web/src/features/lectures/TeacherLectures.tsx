// The lectures of a course for those who teach it: add, order, publish.
import { Clapperboard } from "lucide-react";
import { useState } from "react";
import type { CourseDetail, Lecture } from "../../api";
import { useText } from "../../i18n";
import { EmptyState } from "../../ui";
import { helpPath } from "../help/paths";
import { LectureDialog } from "./LectureDialog";
import { LectureToolbar } from "./LectureToolbar";
import styles from "./Lectures.module.css";
import { TeacherLecture } from "./TeacherLecture";
import { useLectureActions } from "./useLectureActions";
import { useReorder } from "./useReorder";

export function TeacherLectures({ course }: { course: CourseDetail }) {
  const t = useText();
  const actions = useLectureActions(course);
  const [edited, setEdited] = useState<Lecture | null>(null);
  const reorder = useReorder(
    course.recordings.map((lecture) => lecture.recording_id),
    (ids) => void actions.reorder(ids),
  );
  return (
    <>
      <LectureToolbar course={course} />
      {course.recordings.length > 0 ? (
        <ol className={styles.list} aria-label={t("course.tab.lectures")}>
          {course.recordings.map((lecture, index) => (
            <TeacherLecture
              key={lecture.id}
              lecture={lecture}
              position={index}
              count={course.recordings.length}
              reorder={reorder}
              actions={actions}
              onEdit={() => setEdited(lecture)}
            />
          ))}
        </ol>
      ) : (
        <EmptyState icon={<Clapperboard />} title={t("lecture.noLectures")} help={helpPath("lectures")}>
          {t("lecture.noLecturesText")}
        </EmptyState>
      )}
      {edited && <LectureDialog courseId={course.id} lecture={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
