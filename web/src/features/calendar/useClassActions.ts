// What those who teach do to the classes of a course.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { calendar, type ClassFields, type ClassSession, type SeriesScope } from "../../api";
import { useAction } from "../../app/useAction";
import { useErrorText } from "../../i18n/errors";
import { useText } from "../../i18n";
import { useToast } from "../../ui";
import { classPath } from "../classroom/paths";
import { changedByClass } from "./queries";

export function useClassActions(courseId: string) {
  const t = useText();
  const run = useAction();
  const enter = useEntering(courseId);
  const refresh = changedByClass(courseId);

  return {
    entering: enter.busy,
    /** Opens the room and goes there. */
    start: (session: ClassSession) => enter.run(() => calendar.start(courseId, session.id)),
    /** Puts a class on the calendar that begins at once. */
    startNow: (fields: ClassFields) =>
      enter.run(async () => calendar.start(courseId, (await calendar.schedule(courseId, fields)).id)),
    end: (session: ClassSession) =>
      run({
        work: () => calendar.end(courseId, session.id),
        refresh,
        done: t("calendar.ended", { title: session.title }),
      }),
    cancel: (session: ClassSession, scope: SeriesScope) =>
      run({
        work: () => calendar.cancel(courseId, session.id, scope),
        refresh,
        done: t(scope === "this" ? "calendar.cancelled" : "calendar.cancelledMany", { title: session.title }),
      }),
  };
}

function useEntering(courseId: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const describe = useErrorText();
  const [busy, setBusy] = useState(false);

  async function run(open: () => ReturnType<typeof calendar.start>) {
    setBusy(true);
    try {
      const room = await open();
      await navigate(classPath(room.join_code ?? room.room_id));
    } catch (error) {
      toast({ tone: "danger", text: describe.short(error) });
      setBusy(false);
    } finally {
      for (const queryKey of changedByClass(courseId)) void client.invalidateQueries({ queryKey });
    }
  }

  return { busy, run };
}
