// Ways to add a lecture: upload files, or take them from the library of recordings.
import { Library } from "lucide-react";
import { useState } from "react";
import type { CourseDetail } from "../../api";
import { useText } from "../../i18n";
import { Button } from "../../ui";
import { UploadPanel } from "../upload/UploadPanel";
import styles from "./Lectures.module.css";
import { LinkRecordingDialog } from "./LinkRecordingDialog";

export function LectureToolbar({ course }: { course: CourseDetail }) {
  const t = useText();
  const [linking, setLinking] = useState(false);
  return (
    <>
      <UploadPanel courseId={course.id} />
      <div className={styles.toolbar}>
        <Button icon={<Library />} onClick={() => setLinking(true)}>
          {t("lecture.fromLibrary")}
        </Button>
        {linking && <LinkRecordingDialog course={course} onClose={() => setLinking(false)} />}
      </div>
    </>
  );
}
