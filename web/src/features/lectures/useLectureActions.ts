// What a teacher does to the lectures of a course; shown at once and, where that makes sense, undone.
import { lectures, type CourseDetail, type Lecture } from "../../api";
import { foresee, useAction, type Action } from "../../app/useAction";
import { useText } from "../../i18n";
import { courseKeys } from "../courses/queries";
import { lectureTitle } from "./lectureTitle";

export function useLectureActions(course: CourseDetail) {
  const t = useText();
  const run = useAction();
  const key = courseKeys.one(course.id);
  const refresh = [key];

  function foreseeLecture(id: string, change: Partial<Lecture>) {
    return foresee<CourseDetail>(key, (data) => ({
      ...data,
      recordings: data.recordings.map((lecture) =>
        lecture.recording_id === id ? { ...lecture, ...change } : lecture,
      ),
    }));
  }

  function publication(id: string, is_published: boolean): Action {
    return {
      work: () => (is_published ? lectures.publish(course.id, id) : lectures.unpublish(course.id, id)),
      foresee: foreseeLecture(id, { is_published }),
      refresh,
    };
  }

  function ordering(ids: readonly string[]): Action {
    return {
      work: () => lectures.reorder(course.id, [...ids]),
      foresee: foresee<CourseDetail>(key, (data) => ({
        ...data,
        recordings: ids.flatMap((id) => data.recordings.filter((lecture) => lecture.recording_id === id)),
      })),
      refresh,
    };
  }

  return {
    setPublished(lecture: Lecture, published: boolean) {
      const title = lectureTitle(lecture);
      return run({
        ...publication(lecture.recording_id, published),
        done: t(published ? "lecture.published" : "lecture.unpublished", { title }),
        undo: publication(lecture.recording_id, !published),
      });
    },
    reorder(ids: readonly string[]) {
      const before = course.recordings.map((lecture) => lecture.recording_id);
      return run({ ...ordering(ids), done: t("lecture.reordered"), undo: ordering(before) });
    },
    change(lecture: Lecture, change: { is_required?: boolean; allow_download?: boolean }) {
      return run({
        work: () => lectures.change(course.id, lecture.recording_id, change),
        foresee: foreseeLecture(lecture.recording_id, change),
        refresh,
      });
    },
    unlink(lecture: Lecture) {
      return run({
        work: () => lectures.unlink(course.id, lecture.recording_id),
        refresh,
        done: t("lecture.removed", { title: lectureTitle(lecture) }),
        undo: { work: () => lectures.link(course.id, lecture.recording_id), refresh },
      });
    },
  };
}
