// The way into a course for someone who is not in it.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { enrollments, type CourseDetail } from "../../api";
import { useText } from "../../i18n";
import { Button, Card, Form, Notice, TextField, useForm, useToast } from "../../ui";
import { courseKeys } from "./queries";

export function EnrollPanel({ course }: { course: CourseDetail }) {
  const t = useText();
  const full = course.max_students > 0 && course.enrolled_count >= course.max_students;
  if (course.status !== "active") return <Notice>{t("enroll.notActive")}</Notice>;
  if (full) return <Notice tone="warning">{t("enroll.full", { n: course.max_students })}</Notice>;
  if (course.enrollment_policy === "closed") {
    return (
      <Notice title={t("enroll.closedTitle")}>
        {t("enroll.closedText", { name: course.instructor_name })}
      </Notice>
    );
  }
  return <EnrollForm course={course} />;
}

function EnrollForm({ course }: { course: CourseDetail }) {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const withKey = course.enrollment_policy === "key";
  const [entering, setEntering] = useState(false);
  const form = useForm({
    initial: { enrollment_key: "" },
    check: ({ enrollment_key }) => ({
      enrollment_key: !withKey || enrollment_key ? undefined : t("form.required"),
    }),
    send: ({ enrollment_key }) => enrollments.join(course.id, enrollment_key || undefined),
    onDone: () => {
      setEntering(true);
      toast({ text: t("enroll.done", { name: course.name }) });
      void client.invalidateQueries({ queryKey: courseKeys.all });
    },
    fieldOfCode: { ENROLLMENT_KEY_INVALID: "enrollment_key" },
  });
  return (
    <Card title={t("enroll.title")} hint={t(withKey ? "enroll.keyText" : "enroll.openText")}>
      <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
        {withKey && (
          <TextField
            {...form.text("enrollment_key")}
            label={t("course.key")}
            autoComplete="off"
            dir="ltr"
            required
          />
        )}
        <div>
          <Button type="submit" look="primary" busy={form.busy || entering}>
            {t("enroll.action")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
