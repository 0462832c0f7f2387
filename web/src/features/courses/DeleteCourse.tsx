import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { courses, type CourseDetail } from "../../api";
import { useAction } from "../../app/useAction";
import { useText } from "../../i18n";
import { Button, Card, ConfirmDialog } from "../../ui";
import { courseKeys } from "./queries";

export function DeleteCourse({ course }: { course: CourseDetail }) {
  const t = useText();
  const run = useAction();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const refresh = [[...courseKeys.all, "list"], courseKeys.mine];

  async function remove() {
    setBusy(true);
    const removed = await run({
      work: () => courses.remove(course.id),
      refresh,
      done: t("course.deleted", { name: course.name }),
      undo: { work: () => courses.restore(course.id), refresh },
    });
    setBusy(false);
    if (removed) void navigate("/courses");
  }

  return (
    <Card title={t("course.deleteTitle")} hint={t("course.deleteText")} danger>
      <div>
        <Button look="danger" icon={<Trash2 />} onClick={() => setAsking(true)}>
          {t("course.delete")}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t("course.deleteConfirm", { name: course.name })}
          action={t("course.delete")}
          busy={busy}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <p>
            {t("course.deleteImpact", { students: course.enrolled_count, lectures: course.recording_count })}
          </p>
        </ConfirmDialog>
      )}
    </Card>
  );
}
