// What only those who made the lecture see: rename it, and who can watch it.
import { Eye, EyeOff, Pencil } from "lucide-react";
import { useState } from "react";
import { lectures, recordings, type Recording, type RecordingCourse } from "../../../api";
import { useAction } from "../../../app/useAction";
import { useText } from "../../../i18n";
import { Button, FormDialog, TextArea, TextField, useForm } from "../../../ui";
import { courseKeys } from "../../courses/queries";
import { has, watchKeys } from "./queries";
import type { RecordingInfo } from "../api";
import styles from "./OwnerStrip.module.css";
import { useQueryClient } from "@tanstack/react-query";

export function OwnerStrip({ info, detail }: { info: RecordingInfo; detail: Recording }) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  return (
    <section className={styles.strip} aria-label={t("watch.owner.label")}>
      <ul className={styles.courses}>
        {detail.courses.length === 0 && (
          <li className={styles.course}>
            <EyeOff aria-hidden /> {t("watch.owner.noCourse")}
          </li>
        )}
        {detail.courses.map((course) => (
          <Publication key={course.course_id} info={info} course={course} />
        ))}
      </ul>
      <Button size="small" icon={<Pencil />} onClick={() => setEditing(true)}>
        {t("watch.owner.edit")}
      </Button>
      {editing && <EditDialog detail={detail} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Publication({ info, course }: { info: RecordingInfo; course: RecordingCourse }) {
  const t = useText();
  const run = useAction();
  const { course_id, is_published } = course;
  const refresh = [watchKeys.detail(info.id), courseKeys.one(course_id)];
  const change = (publish: boolean) => ({
    work: () => (publish ? lectures.publish(course_id, info.id) : lectures.unpublish(course_id, info.id)),
    refresh,
  });

  return (
    <li className={styles.course}>
      {is_published ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
      <span>{t(is_published ? "watch.owner.published" : "watch.owner.hidden", { course: course.code })}</span>
      {has(info, "control") && (
        <Button
          size="small"
          look={is_published ? "quiet" : "primary"}
          onClick={() =>
            void run({
              ...change(!is_published),
              done: t(is_published ? "watch.owner.unpublishDone" : "watch.owner.publishDone"),
              undo: change(is_published),
            })
          }
        >
          {t(is_published ? "watch.owner.unpublish" : "watch.owner.publish")}
        </Button>
      )}
    </li>
  );
}

function EditDialog({ detail, onClose }: { detail: Recording; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const form = useForm({
    initial: { title: detail.title, description: detail.description ?? "" },
    check: ({ title }) => ({ title: title.trim() ? undefined : t("form.required") }),
    send: ({ title, description }) =>
      recordings.change(detail.id, { title: title.trim(), description: description.trim() || null }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: watchKeys.info(detail.id) });
      void client.invalidateQueries({ queryKey: watchKeys.detail(detail.id) });
      onClose();
    },
  });
  return (
    <FormDialog title={t("watch.owner.edit")} form={form} onClose={onClose}>
      <TextField {...form.text("title")} label={t("upload.title")} maxLength={255} />
      <TextArea
        {...form.text("description")}
        label={t("watch.owner.description")}
        maxLength={4000}
        optional
      />
    </FormDialog>
  );
}
