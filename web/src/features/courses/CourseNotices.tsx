// What is unusual about the course at the moment, in words.
import { courses, type CourseDetail } from "../../api";
import { useAction } from "../../app/useAction";
import { useText } from "../../i18n";
import { Button, Notice } from "../../ui";
import { courseKeys } from "./queries";
import { useAbilities } from "./useAbilities";

export function CourseNotices({ course }: { course: CourseDetail }) {
  const t = useText();
  const run = useAction();
  const can = useAbilities(course);

  function setStatus(status: "active" | "draft") {
    return { work: () => courses.change(course.id, { status }), refresh: [courseKeys.all] };
  }

  if (course.status === "draft") {
    return (
      <Notice
        tone="warning"
        title={t("course.draftTitle")}
        action={
          can("edit") && (
            <Button
              size="small"
              onClick={() =>
                void run({ ...setStatus("active"), done: t("course.opened"), undo: setStatus("draft") })
              }
            >
              {t("course.open")}
            </Button>
          )
        }
      >
        {t("course.draftText")}
      </Notice>
    );
  }
  if (course.status === "archived")
    return <Notice title={t("course.archivedTitle")}>{t("course.archivedText")}</Notice>;
  return null;
}
