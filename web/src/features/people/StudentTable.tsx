import { CircleCheck, CirclePause, CirclePlay, Ellipsis, UserMinus } from "lucide-react";
import { enrollments, type Enrollment, type EnrollmentStatus } from "../../api";
import { useAction } from "../../app/useAction";
import { useLocale } from "../../i18n";
import { Badge, Menu, Table, Time, type BadgeTone, type MenuItem } from "../../ui";
import { courseKeys } from "../courses/queries";
import { Person } from "./Person";

const TONES: Record<EnrollmentStatus, BadgeTone> = {
  active: "good",
  completed: "info",
  suspended: "warning",
  dropped: "neutral",
};

const ICONS = {
  active: CirclePlay,
  completed: CircleCheck,
  suspended: CirclePause,
  dropped: UserMinus,
} as const;
const CHANGES: readonly EnrollmentStatus[] = ["active", "completed", "suspended", "dropped"];

interface Props {
  courseId: string;
  students: readonly Enrollment[];
  stale: boolean;
}

export function StudentTable({ courseId, students, stale }: Props) {
  const { t, format } = useLocale();
  const run = useAction();
  const refresh = [courseKeys.people(courseId), courseKeys.one(courseId)];

  function change(student: Enrollment, status: EnrollmentStatus) {
    return { work: () => enrollments.setStatus(courseId, student.student_id, status), refresh };
  }

  function itemsFor(student: Enrollment): MenuItem[] {
    return CHANGES.filter((status) => status !== student.status).map((status) => {
      const Icon = ICONS[status];
      return {
        label: t(`people.make.${status}`),
        icon: <Icon />,
        danger: status === "dropped",
        onSelect: () =>
          void run({
            ...change(student, status),
            done: t(`people.made.${status}`, { name: student.full_name }),
            undo: change(student, student.status),
          }),
      };
    });
  }

  return (
    <Table
      caption={t("people.students")}
      rows={students}
      rowKey={(student) => student.id}
      stale={stale}
      columns={[
        {
          key: "person",
          label: t("people.name"),
          main: true,
          render: (student) => <Person name={student.full_name} email={student.email} />,
        },
        {
          key: "status",
          label: t("people.status"),
          render: ({ status }) => <Badge tone={TONES[status]}>{t(`people.status.${status}`)}</Badge>,
        },
        {
          key: "progress",
          label: t("people.watched"),
          render: (student) => format.percent(student.avg_completion_percent),
        },
        {
          key: "active",
          label: t("people.lastActive"),
          render: ({ last_activity_at }) =>
            last_activity_at ? <Time at={last_activity_at} /> : t("people.never"),
        },
        {
          key: "actions",
          label: t("table.actions"),
          actions: true,
          render: (student) => (
            <Menu
              label={t("lecture.more", { title: student.full_name })}
              trigger={<Ellipsis />}
              items={itemsFor(student)}
            />
          ),
        },
      ]}
    />
  );
}
