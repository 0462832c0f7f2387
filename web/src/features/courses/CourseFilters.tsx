import type { CourseStatus } from "../../api";
import { canTeach, useUser } from "../../app/session";
import type { FilterState } from "../../app/useFilters";
import { useText } from "../../i18n";
import { FilterBar, SearchField, Select } from "../../ui";
import { COURSE_STATUSES, recentYears } from "./terms";

export const COURSE_FILTERS = {
  q: "",
  mine: ["", "true"],
  status: ["", ...COURSE_STATUSES],
  year: "",
  semester: "",
  sort: ["-created_at", "name", "code", "-year"],
} as const;

export function CourseFilters({
  state,
  semesters,
}: {
  state: FilterState<typeof COURSE_FILTERS>;
  semesters: string[];
}) {
  const t = useText();
  const user = useUser();
  const { filters, set } = state;
  const all = { value: "", label: t("filter.all") };
  const statuses: readonly CourseStatus[] = canTeach(user) ? COURSE_STATUSES : ["active", "completed"];
  return (
    <FilterBar
      search={
        <SearchField label={t("courses.search")} value={filters.q} onChange={(value) => set("q", value)} />
      }
      onClear={state.active ? state.clear : undefined}
    >
      <Select
        aria-label={t("courses.whose")}
        value={filters.mine}
        onChange={(value) => set("mine", value)}
        options={[
          { value: "", label: t("courses.everyone") },
          { value: "true", label: t("courses.mine") },
        ]}
      />
      <Select
        aria-label={t("courses.year")}
        value={filters.year}
        onChange={(value) => set("year", value)}
        options={[
          { ...all, label: t("courses.anyYear") },
          ...recentYears().map((year) => ({ value: String(year), label: String(year) })),
        ]}
      />
      <Select
        aria-label={t("courses.semester")}
        value={filters.semester}
        onChange={(value) => set("semester", value)}
        options={[
          { ...all, label: t("courses.anySemester") },
          ...semesters.map((semester) => ({ value: semester, label: semester })),
        ]}
      />
      <Select
        aria-label={t("courses.status")}
        value={filters.status}
        onChange={(value) => set("status", value)}
        options={[
          { ...all, label: t("courses.anyStatus") },
          ...statuses.map((status) => ({ value: status, label: t(`course.status.${status}`) })),
        ]}
      />
      <Select
        aria-label={t("sort.label")}
        value={filters.sort}
        onChange={(value) => set("sort", value)}
        options={[
          { value: "-created_at", label: t("courses.sort.newest") },
          { value: "name", label: t("courses.sort.name") },
          { value: "code", label: t("courses.sort.code") },
          { value: "-year", label: t("courses.sort.year") },
        ]}
      />
    </FilterBar>
  );
}
