// What to do next: go on watching, open a course, or find a first one.
import { BookOpen, Plus } from "lucide-react";
import { canTeach, useUser } from "../app/session";
import { TeacherRequestNotice } from "../features/account/TeacherRequestNotice";
import { NextClasses } from "../features/calendar/NextClasses";
import { CourseShelf } from "../features/courses/CourseShelf";
import { useCourses, useMyCourses } from "../features/courses/queries";
import { helpPath } from "../features/help/paths";
import { ContinueWatching } from "../features/lectures/ContinueWatching";
import { useText } from "../i18n";
import { ButtonLink, EmptyState, Loaded, Page, PageHeader, Skeleton } from "../ui";
import { HomeSection } from "../features/courses/HomeSection";

const MOST_TAUGHT = 12;

export function Component() {
  const t = useText();
  const user = useUser();
  return (
    <Page>
      <PageHeader title={t("home.welcome", { name: user.full_name })} />
      <TeacherRequestNotice user={user} />
      <NextClasses />
      <ContinueWatching />
      {canTeach(user) ? <TaughtCourses /> : <EnrolledCourses />}
    </Page>
  );
}

function EnrolledCourses() {
  const t = useText();
  const query = useMyCourses();
  return (
    <Loaded query={query} skeleton={<Skeleton shape="card" count={3} />}>
      {({ enrollments }) => {
        const current = enrollments.filter(({ status }) => status === "active" || status === "completed");
        if (current.length === 0) {
          return (
            <EmptyState
              icon={<BookOpen />}
              title={t("home.noCourses")}
              help={helpPath("courses")}
              action={
                <ButtonLink look="primary" to="/courses">
                  {t("home.browse")}
                </ButtonLink>
              }
            >
              {t("home.noCoursesText")}
            </EmptyState>
          );
        }
        return (
          <HomeSection title={t("home.myCourses")}>
            <CourseShelf
              courses={current.map(({ course }) => course)}
              progress={
                new Map(current.map((enrollment) => [enrollment.course_id, enrollment.my_progress_percent]))
              }
            />
          </HomeSection>
        );
      }}
    </Loaded>
  );
}

function TaughtCourses() {
  const t = useText();
  const query = useCourses({ mine: true, limit: MOST_TAUGHT });
  const create = (
    <ButtonLink look="primary" to="/courses/new" icon={<Plus />}>
      {t("courses.create")}
    </ButtonLink>
  );
  return (
    <Loaded query={query} skeleton={<Skeleton shape="card" count={3} />}>
      {({ courses }) =>
        courses.length > 0 ? (
          <HomeSection title={t("home.myCourses")} action={create}>
            <CourseShelf courses={courses} />
          </HomeSection>
        ) : (
          <EmptyState
            icon={<BookOpen />}
            title={t("home.firstCourse")}
            action={create}
            help={helpPath("courses")}
          >
            {t("home.firstCourseText")}
          </EmptyState>
        )
      }
    </Loaded>
  );
}
