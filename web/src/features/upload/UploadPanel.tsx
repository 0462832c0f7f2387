// Drop files or choose them; below, what became of them. With `courseId` they become lectures of that course.
import { useQuery } from "@tanstack/react-query";
import { UploadCloud } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import { courses } from "../../api";
import { useUser } from "../../app/session";
import { useText } from "../../i18n";
import { Button, classes, SelectField } from "../../ui";
import { can } from "../courses/roles";
import { ACCEPTED } from "./core/mediaFile";
import { UploadList } from "./UploadList";
import styles from "./UploadPanel.module.css";
import { useUploadManager, useUploads } from "./uploads";

export function UploadPanel({ courseId }: { courseId?: string }) {
  const t = useText();
  const manager = useUploadManager();
  const uploads = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const [target, setTarget] = useState("");
  const [over, setOver] = useState(false);
  const shown = courseId === undefined ? uploads : uploads.filter((upload) => upload.courseId === courseId);

  function add(files: FileList | null) {
    manager.add([...(files ?? [])], courseId ?? (target || null));
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  }

  return (
    <section className={styles.panel} aria-label={t("upload.region")}>
      {courseId === undefined && <CourseChoice value={target} onChange={setTarget} />}
      <div
        className={classes(styles.zone, over && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <UploadCloud aria-hidden />
        <p className={styles.call}>{t(over ? "upload.dropNow" : "upload.drop")}</p>
        <p className={styles.kinds}>{t("upload.kinds")}</p>
        <Button look="primary" onClick={() => input.current?.click()}>
          {t("upload.choose")}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={ACCEPTED}
          aria-label={t("upload.choose")}
          onChange={(event) => {
            add(event.target.files);
            // The same file may be chosen again after it was removed from the list.
            event.target.value = "";
          }}
        />
      </div>
      {shown.length > 0 && <UploadList uploads={shown} />}
    </section>
  );
}

function CourseChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useText();
  const user = useUser();
  const { data } = useQuery({
    queryKey: ["courses", "teaching"],
    queryFn: () => courses.list({ mine: user.role !== "admin", limit: 100, sort: "name" }),
  });
  const teaching = (data?.courses ?? []).filter((course) =>
    can(course, "edit", user.user_id, user.role === "admin"),
  );
  return (
    <SelectField
      label={t("upload.course")}
      value={value}
      onChange={onChange}
      options={[
        { value: "", label: t("upload.noCourse") },
        ...teaching.map((course) => ({ value: course.id, label: `${course.code} · ${course.name}` })),
      ]}
    />
  );
}
