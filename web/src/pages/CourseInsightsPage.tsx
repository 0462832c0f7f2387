import { useCourseStats } from "../features/courses/queries";
import { useOpenCourse } from "../features/courses/useOpenCourse";
import { useLocale } from "../i18n";
import { Figures, Loaded, Skeleton } from "../ui";

export function Component() {
  const { t, format } = useLocale();
  const course = useOpenCourse();
  const query = useCourseStats(course.id);
  return (
    <Loaded query={query} skeleton={<Skeleton shape="card" count={6} />}>
      {(stats) => (
        <>
          <h2 className="visually-hidden">{t("course.tab.insights")}</h2>
          <Figures
            items={[
              { label: t("stats.students"), value: format.number(stats.total_students) },
              {
                label: t("stats.published"),
                value: t("stats.ofTotal", { n: stats.published_recordings, total: stats.total_recordings }),
              },
              { label: t("stats.completion"), value: format.percent(stats.average_completion) },
              { label: t("stats.viewers"), value: format.number(stats.unique_viewers) },
              { label: t("stats.views"), value: format.number(stats.total_views) },
              { label: t("stats.watchTime"), value: format.duration(stats.total_watch_time_seconds) },
              { label: t("stats.engagement"), value: format.percent(stats.average_engagement) },
              {
                label: t("stats.lastWatched"),
                value: stats.last_accessed ? format.relative(stats.last_accessed) : t("people.never"),
              },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
