// One class of a course: where calendar programs lead.
import { ArrowLeft } from "lucide-react";
import { useParams } from "react-router";
import { ClassCard } from "../features/calendar/ClassCard";
import { calendarPath } from "../features/calendar/paths";
import { useClass } from "../features/calendar/queries";
import { useAbilities } from "../features/courses/useAbilities";
import { useOpenCourse } from "../features/courses/useOpenCourse";
import { useText } from "../i18n";
import { ButtonLink, Loaded, Skeleton } from "../ui";

export function Component() {
  const t = useText();
  const { session = "" } = useParams();
  const course = useOpenCourse();
  const can = useAbilities(course);
  const query = useClass(course.id, session);
  return (
    <>
      <Loaded query={query} skeleton={<Skeleton shape="card" />}>
        {(found) => <ClassCard session={found} manages={can("manageClasses")} />}
      </Loaded>
      <div>
        <ButtonLink look="quiet" to={calendarPath(course.id)} icon={<ArrowLeft className="flips" />}>
          {t("calendar.list")}
        </ButtonLink>
      </div>
    </>
  );
}
