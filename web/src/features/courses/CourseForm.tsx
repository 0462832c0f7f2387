// The fields of a course, for creating one and for changing it.
import type { Course, CourseFields, CourseStatus, EnrollmentPolicy } from "../../api";
import { useText } from "../../i18n";
import { Button, FieldRow, Form, SelectField, TextArea, TextField, useForm } from "../../ui";
import { COURSE_STATUSES, ENROLLMENT_POLICIES } from "./terms";

interface Props {
  course?: Course;
  action: string;
  send: (fields: CourseFields) => Promise<Course>;
  onDone: (course: Course) => void;
}

interface Values {
  code: string;
  name: string;
  description: string;
  department: string;
  semester: string;
  year: string;
  max_students: string;
  status: CourseStatus;
  enrollment_policy: EnrollmentPolicy;
  enrollment_key: string;
}

function initialValues(course: Course | undefined): Values {
  return {
    code: course?.code ?? "",
    name: course?.name ?? "",
    description: course?.description ?? "",
    department: course?.department ?? "",
    semester: course?.semester ?? "",
    year: String(course?.year ?? new Date().getFullYear()),
    max_students: course && course.max_students > 0 ? String(course.max_students) : "",
    status: course?.status ?? "draft",
    enrollment_policy: course?.enrollment_policy ?? "open",
    enrollment_key: "",
  };
}

function toFields(values: Values): CourseFields {
  const { enrollment_key, description, department, year, max_students, ...rest } = values;
  return {
    ...rest,
    description: description.trim() || null,
    department: department.trim() || null,
    year: Number(year),
    max_students: Number(max_students || 0),
    ...(enrollment_key ? { enrollment_key } : {}),
  };
}

export function CourseForm({ course, action, send, onDone }: Props) {
  const t = useText();
  const keepsKey = course?.enrollment_policy === "key";
  const form = useForm<Values, Course>({
    initial: initialValues(course),
    check: (values) => {
      const required = (text: string) => (text.trim() ? undefined : t("form.required"));
      const whole = (text: string) => (/^\d*$/.test(text) ? undefined : t("course.wholeNumber"));
      const needsKey = values.enrollment_policy === "key" && !keepsKey;
      return {
        code: required(values.code),
        name: required(values.name),
        semester: required(values.semester),
        year: required(values.year) ?? whole(values.year),
        max_students: whole(values.max_students),
        enrollment_key: needsKey ? required(values.enrollment_key) : undefined,
      };
    },
    send: (values) => send(toFields(values)),
    onDone,
    fieldOfCode: { COURSE_CODE_EXISTS: "code" },
  });

  return (
    <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
      <TextField {...form.text("name")} label={t("course.name")} maxLength={255} required />
      <FieldRow>
        <TextField
          {...form.text("code")}
          label={t("course.code")}
          hint={t("course.codeHint")}
          maxLength={50}
          dir="auto"
          required
        />
        <TextField {...form.text("department")} label={t("course.department")} maxLength={100} optional />
      </FieldRow>
      <FieldRow>
        <TextField
          {...form.text("semester")}
          label={t("course.semester")}
          hint={t("course.semesterHint")}
          maxLength={20}
          required
        />
        <TextField {...form.text("year")} label={t("course.year")} inputMode="numeric" dir="ltr" required />
      </FieldRow>
      <TextArea
        {...form.text("description")}
        label={t("course.description")}
        maxLength={1000}
        rows={4}
        optional
      />
      <FieldRow>
        <SelectField
          {...form.choice("enrollment_policy")}
          label={t("course.policy")}
          options={ENROLLMENT_POLICIES.map((value) => ({ value, label: t(`course.policy.${value}`) }))}
        />
        <TextField
          {...form.text("max_students")}
          label={t("course.maxStudents")}
          hint={t("course.maxStudentsHint")}
          inputMode="numeric"
          dir="ltr"
          optional
        />
      </FieldRow>
      {form.values.enrollment_policy === "key" && (
        <TextField
          {...form.text("enrollment_key")}
          label={t("course.key")}
          hint={t(keepsKey ? "course.keyKept" : "course.keyHint")}
          maxLength={64}
          autoComplete="off"
          dir="ltr"
        />
      )}
      <SelectField
        {...form.choice("status")}
        label={t("courses.status")}
        hint={t(`course.status.${form.values.status}.hint`)}
        options={COURSE_STATUSES.map((value) => ({ value, label: t(`course.status.${value}`) }))}
      />
      <div>
        <Button type="submit" look="primary" busy={form.busy}>
          {action}
        </Button>
      </div>
    </Form>
  );
}
