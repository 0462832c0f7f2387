// The lecture's number and its title within the course.
import { useQueryClient } from "@tanstack/react-query";
import { lectures, type Lecture } from "../../api";
import { useText } from "../../i18n";
import { FormDialog, TextField, useForm, useToast } from "../../ui";
import { courseKeys } from "../courses/queries";

interface Props {
  courseId: string;
  lecture: Lecture;
  onClose: () => void;
}

export function LectureDialog({ courseId, lecture, onClose }: Props) {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const form = useForm({
    initial: {
      lecture_title: lecture.lecture_title ?? "",
      lecture_number: lecture.lecture_number === null ? "" : String(lecture.lecture_number),
    },
    check: ({ lecture_number }) => ({
      lecture_number: /^([1-9]\d*)?$/.test(lecture_number) ? undefined : t("course.wholeNumber"),
    }),
    send: ({ lecture_title, lecture_number }) =>
      lectures.change(courseId, lecture.recording_id, {
        lecture_title: lecture_title.trim() || null,
        lecture_number: lecture_number ? Number(lecture_number) : null,
      }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: courseKeys.one(courseId) });
      toast({ text: t("action.saved") });
      onClose();
    },
  });
  return (
    <FormDialog title={t("lecture.edit")} form={form} onClose={onClose}>
      <TextField
        {...form.text("lecture_title")}
        label={t("lecture.title")}
        hint={t("lecture.titleHint", { title: lecture.title })}
        maxLength={255}
        optional
      />
      <TextField
        {...form.text("lecture_number")}
        label={t("lecture.numberField")}
        inputMode="numeric"
        dir="ltr"
        optional
      />
    </FormDialog>
  );
}
