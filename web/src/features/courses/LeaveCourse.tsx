// Leaving is asked for once more when coming back needs a key or the teacher.
import { useState } from "react";
import { useNavigate } from "react-router";
import { enrollments, type CourseDetail } from "../../api";
import { useUser } from "../../app/session";
import { useAction } from "../../app/useAction";
import { useText } from "../../i18n";
import { Button, ConfirmDialog } from "../../ui";
import { courseKeys } from "./queries";

export function LeaveCourse({ course }: { course: CourseDetail }) {
  const t = useText();
  const run = useAction();
  const navigate = useNavigate();
  const user = useUser();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    const left = await run({
      work: () => enrollments.drop(course.id, user.user_id),
      refresh: [courseKeys.all],
      done: t("leave.done", { name: course.name }),
    });
    setBusy(false);
    if (left) void navigate("/courses");
  }

  return (
    <>
      <Button look="quiet" size="small" onClick={() => setAsking(true)}>
        {t("leave.action")}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t("leave.title", { name: course.name })}
          action={t("leave.action")}
          busy={busy}
          onConfirm={() => void leave()}
          onClose={() => setAsking(false)}
        >
          <p>{t(course.enrollment_policy === "open" ? "leave.open" : "leave.guarded")}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
