// The catalogue.
import { BookOpen, Plus, SearchX } from "lucide-react";
import { canTeach, useUser } from "../app/session";
import { useFilters } from "../app/useFilters";
import { COURSE_FILTERS, CourseFilters } from "../features/courses/CourseFilters";
import { CourseShelf } from "../features/courses/CourseShelf";
import { useCourses } from "../features/courses/queries";
import { helpPath } from "../features/help/paths";
import { useText } from "../i18n";
import { Button, ButtonLink, EmptyState, Loaded, Page, PageHeader, Pagination, Skeleton } from "../ui";

const PAGE_SIZE = 24;

export function Component() {
  const t = useText();
  const teaches = canTeach(useUser());
  const state = useFilters(COURSE_FILTERS);
  const { q, mine, status, year, semester, sort } = state.filters;
  const query = useCourses({
    q,
    status,
    semester,
    sort,
    mine: mine === "true" ? true : undefined,
    year: year ? Number(year) : undefined,
    limit: PAGE_SIZE,
    offset: state.offset,
  });
  const shown = query.data?.courses ?? [];
  const semesters = [
    ...new Set([...shown.map((course) => course.semester), semester].filter(Boolean)),
  ].sort();
  const create = teaches && (
    <ButtonLink look="primary" to="/courses/new" icon={<Plus />}>
      {t("courses.create")}
    </ButtonLink>
  );

  return (
    <Page>
      <PageHeader title={t("courses.title")} actions={create}>
        {t("courses.lead")}
      </PageHeader>
      <CourseFilters state={state} semesters={semesters} />
      <Loaded query={query} skeleton={<Skeleton shape="card" count={6} />}>
        {(page) =>
          page.courses.length > 0 ? (
            <>
              <h2 className="visually-hidden">{t("courses.found", { n: page.total })}</h2>
              <CourseShelf courses={page.courses} />
              <Pagination {...page} onMove={state.move} />
            </>
          ) : state.active ? (
            <EmptyState
              icon={<SearchX />}
              title={t("courses.noMatch")}
              action={<Button onClick={state.clear}>{t("filter.clear")}</Button>}
            >
              {t("courses.noMatchText")}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<BookOpen />}
              title={t("courses.none")}
              action={create}
              help={helpPath("courses")}
            >
              {t(teaches ? "courses.noneTeacher" : "courses.noneStudent")}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}
