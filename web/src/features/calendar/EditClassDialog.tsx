// Moves a class or renames it, or more of its series. A change to one class can be taken back.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { calendar, type ClassSession } from "../../api";
import { useAction } from "../../app/useAction";
import { useLocale } from "../../i18n";
import { FormDialog, useForm, useToast } from "../../ui";
import { ClassFields } from "./ClassFields";
import { reversed, toChange, valuesOf, type ChangedClassValues } from "./classForm";
import { changedByClass } from "./queries";
import { SeriesScopeField } from "./SeriesScopeField";

export function EditClassDialog({ session, onClose }: { session: ClassSession; onClose: () => void }) {
  const { t, format } = useLocale();
  const toast = useToast();
  const run = useAction();
  const client = useQueryClient();
  const [initial] = useState(() => valuesOf(session));
  const { course_id, id } = session;
  const refresh = changedByClass(course_id);
  const form = useForm<ChangedClassValues, ClassSession>({
    initial,
    check(values) {
      const required = (text: string) => (text.trim() ? undefined : t("form.required"));
      return {
        title: required(values.title),
        date: required(values.date),
        time: required(values.time),
      };
    },
    send: (values) => calendar.change(course_id, id, toChange(values, session)),
    onDone: (changed) => {
      for (const queryKey of refresh) void client.invalidateQueries({ queryKey });
      const { scope } = form.values;
      const back = reversed(toChange(form.values, session), session);
      toast({
        text:
          changed.starts_at === session.starts_at
            ? t("action.saved")
            : t("calendar.moved", { title: changed.title, when: format.dateTime(changed.starts_at) }),
        undo:
          scope === "this"
            ? () => void run({ work: () => calendar.change(course_id, id, back), refresh })
            : undefined,
      });
      onClose();
    },
  });

  return (
    <FormDialog title={t("calendar.edit")} form={form} onClose={onClose}>
      <ClassFields form={form} />
      {session.series_id !== null && (
        <SeriesScopeField value={form.values.scope} onChange={(scope) => form.set("scope", scope)} />
      )}
    </FormDialog>
  );
}
