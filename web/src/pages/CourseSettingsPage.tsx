import { useQueryClient } from "@tanstack/react-query";
import { courses } from "../api";
import { CourseForm } from "../features/courses/CourseForm";
import { DeleteCourse } from "../features/courses/DeleteCourse";
import { courseKeys } from "../features/courses/queries";
import { useAbilities } from "../features/courses/useAbilities";
import { useOpenCourse } from "../features/courses/useOpenCourse";
import { useText } from "../i18n";
import { Card, useToast } from "../ui";

export function Component() {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const course = useOpenCourse();
  const can = useAbilities(course);
  return (
    <>
      <Card title={t("course.tab.settings")}>
        <CourseForm
          course={course}
          action={t("action.save")}
          send={(fields) => courses.change(course.id, fields)}
          onDone={() => {
            toast({ text: t("action.saved") });
            void client.invalidateQueries({ queryKey: courseKeys.all });
          }}
        />
      </Card>
      {can("deleteCourse") && <DeleteCourse course={course} />}
    </>
  );
}
