// Who is enrolled, how far they are, and what can be changed about it.
import { Users } from "lucide-react";
import type { CourseDetail, EnrollmentStatus } from "../../api";
import { useFilters } from "../../app/useFilters";
import { useText } from "../../i18n";
import { Card, EmptyState, FilterBar, Loaded, Pagination, SearchField, Select } from "../../ui";
import { helpPath } from "../help/paths";
import { useCoursePeople } from "../courses/queries";
import { EnrollForm } from "./EnrollForm";
import { StudentTable } from "./StudentTable";

const PAGE_SIZE = 25;
const STATUSES: readonly EnrollmentStatus[] = ["active", "completed", "suspended", "dropped"];

export function StudentList({ course }: { course: CourseDetail }) {
  const t = useText();
  const { filters, offset, active, set, move, clear } = useFilters({ q: "", status: ["", ...STATUSES] });
  const query = useCoursePeople(course.id, { ...filters, limit: PAGE_SIZE, offset });
  return (
    <Card title={t("people.students")} hint={t("people.studentsHint", { n: course.enrolled_count })}>
      <EnrollForm courseId={course.id} />
      <FilterBar
        search={<SearchField label={t("people.search")} value={filters.q} onChange={(q) => set("q", q)} />}
        onClear={active ? clear : undefined}
      >
        <Select
          aria-label={t("people.status")}
          value={filters.status}
          onChange={(status) => set("status", status)}
          options={[
            { value: "", label: t("people.anyStatus") },
            ...STATUSES.map((value) => ({ value, label: t(`people.status.${value}`) })),
          ]}
        />
      </FilterBar>
      <Loaded query={query}>
        {(page) =>
          page.enrollments.length > 0 ? (
            <>
              <StudentTable
                courseId={course.id}
                students={page.enrollments}
                stale={query.isPlaceholderData}
              />
              <Pagination {...page} onMove={move} />
            </>
          ) : (
            <EmptyState
              icon={<Users />}
              title={t(active ? "people.noMatch" : "people.none")}
              help={active ? undefined : helpPath("people")}
            >
              {!active && t("people.noneText")}
            </EmptyState>
          )
        }
      </Loaded>
    </Card>
  );
}
