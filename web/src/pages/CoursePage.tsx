// A course: its head and the tabs that the one who looks may use.
import { Outlet, useParams } from "react-router";
import { LiveBanner } from "../features/calendar/LiveBanner";
import { CourseHeader } from "../features/courses/CourseHeader";
import { CourseNotices } from "../features/courses/CourseNotices";
import { useCourse } from "../features/courses/queries";
import { useAbilities } from "../features/courses/useAbilities";
import type { CourseDetail } from "../api";
import { useText } from "../i18n";
import { Loaded, Page, Skeleton, Tabs, type Tab } from "../ui";

export function Component() {
  const { id = "" } = useParams();
  const query = useCourse(id);
  return (
    <Page>
      <Loaded query={query} skeleton={<CourseSkeleton />}>
        {(course) => <CourseView course={course} />}
      </Loaded>
    </Page>
  );
}

function CourseView({ course }: { course: CourseDetail }) {
  const t = useText();
  const can = useAbilities(course);
  const tabs: Tab[] = [{ to: ".", label: t("course.tab.lectures"), end: true }];
  if (can("seeClasses")) tabs.push({ to: "sessions", label: t("course.tab.classes") });
  if (can("managePeople")) tabs.push({ to: "people", label: t("course.tab.people") });
  if (can("seeStats")) tabs.push({ to: "insights", label: t("course.tab.insights") });
  if (can("edit")) tabs.push({ to: "settings", label: t("course.tab.settings") });
  return (
    <>
      <CourseHeader course={course} />
      <CourseNotices course={course} />
      {can("seeClasses") && <LiveBanner course={course} />}
      {tabs.length > 1 && <Tabs label={t("course.tabs")} tabs={tabs} />}
      <Outlet context={course} />
    </>
  );
}

function CourseSkeleton() {
  return (
    <>
      <Skeleton shape="title" />
      <Skeleton shape="row" count={5} />
    </>
  );
}
