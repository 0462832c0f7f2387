import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { courses } from "../api";
import { CourseForm } from "../features/courses/CourseForm";
import { courseKeys } from "../features/courses/queries";
import { useText } from "../i18n";
import { Card, Page, PageHeader, useToast } from "../ui";

export function Component() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <Page narrow>
      <PageHeader title={t("courses.create")}>{t("course.createLead")}</PageHeader>
      <Card>
        <CourseForm
          action={t("courses.create")}
          send={courses.create}
          onDone={(course) => {
            void client.invalidateQueries({ queryKey: courseKeys.all });
            toast({ text: t("course.created") });
            void navigate(`/courses/${course.id}`);
          }}
        />
      </Card>
    </Page>
  );
}
