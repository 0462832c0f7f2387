// Puts a class, or a series of them, on the calendar of a course.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { calendar } from "../../api";
import { useLocale } from "../../i18n";
import { FormDialog, useForm, useToast } from "../../ui";
import { ClassFields } from "./ClassFields";
import { MOST_IN_SERIES, newClass, spanOf, toFields, type NewClassValues } from "./classForm";
import { changedByClass } from "./queries";
import { RepeatFields } from "./RepeatFields";

interface Props {
  courseId: string;
  /** Of the classes that the course has already. */
  zone?: string;
  onClose: () => void;
}

export function ScheduleClassDialog({ courseId, zone, onClose }: Props) {
  const { t } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const [initial] = useState(() => newClass(new Date(), zone));
  const form = useForm<NewClassValues, Awaited<ReturnType<typeof calendar.schedule>>>({
    initial,
    check(values) {
      const required = (text: string) => (text.trim() ? undefined : t("form.required"));
      const span = spanOf(values);
      const isOver = span && Date.parse(span.ends_at) < Date.now();
      const repeats = values.every !== "0";
      return {
        title: required(values.title),
        date: required(values.date) ?? (isOver ? t("calendar.timeIsOver") : undefined),
        time: required(values.time),
        count:
          repeats && values.ends === "count" && !isCount(values.count) ? t("calendar.badCount") : undefined,
        until: repeats && values.ends === "until" ? required(values.until) : undefined,
      };
    },
    send: (values) => calendar.schedule(courseId, toFields(values)),
    onDone: ({ title, sessions }) => {
      for (const queryKey of changedByClass(courseId)) void client.invalidateQueries({ queryKey });
      toast({ text: t("calendar.scheduled", { title, n: sessions.length }) });
      onClose();
    },
  });

  return (
    <FormDialog title={t("calendar.schedule")} form={form} submit={t("calendar.schedule")} onClose={onClose}>
      <ClassFields form={form} />
      <RepeatFields form={form} />
    </FormDialog>
  );
}

function isCount(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_IN_SERIES;
}
