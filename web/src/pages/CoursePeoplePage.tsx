import { useAbilities } from "../features/courses/useAbilities";
import { useOpenCourse } from "../features/courses/useOpenCourse";
import { StudentList } from "../features/people/StudentList";
import { TeamCard } from "../features/people/TeamCard";

export function Component() {
  const course = useOpenCourse();
  const can = useAbilities(course);
  return (
    <>
      <StudentList course={course} />
      {can("manageTeam") && <TeamCard course={course} />}
    </>
  );
}
