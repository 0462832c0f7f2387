// Those who help to run the course, or may look on.
import { Trash2 } from "lucide-react";
import { permissions, type CourseDetail, type CourseRole, type Permission } from "../../api";
import { useAction } from "../../app/useAction";
import { useText } from "../../i18n";
import { Badge, Card, IconButton, Loaded, Select } from "../../ui";
import { courseKeys, useCourseTeam } from "../courses/queries";
import { useAbilities } from "../courses/useAbilities";
import { AddTeamForm } from "./AddTeamForm";
import styles from "./People.module.css";
import { Person } from "./Person";
import { grantableRoles } from "./teamRoles";

export function TeamCard({ course }: { course: CourseDetail }) {
  const t = useText();
  const run = useAction();
  const owns = useAbilities(course)("deleteCourse");
  const query = useCourseTeam(course.id);
  const refresh = [courseKeys.team(course.id)];
  const roles = grantableRoles(owns);

  function grant(member: Permission, role: CourseRole) {
    return { work: () => permissions.set(course.id, member.user_id, role), refresh };
  }

  return (
    <Card title={t("team.title")} hint={t("team.hint")}>
      <AddTeamForm courseId={course.id} roles={roles} />
      <Loaded query={query}>
        {({ permissions: members }) => (
          <ul className={styles.team}>
            {members.map((member) => (
              <li key={member.user_id}>
                <Person name={member.full_name} email={member.email} />
                {roles.includes(member.role) && member.user_id !== course.instructor_id ? (
                  <span className={styles.controls}>
                    <Select
                      aria-label={t("team.roleOf", { name: member.full_name })}
                      value={member.role}
                      options={roles.map((value) => ({ value, label: t(`course.role.${value}`) }))}
                      onChange={(role) =>
                        void run({
                          ...grant(member, role),
                          done: t("action.saved"),
                          undo: grant(member, member.role),
                        })
                      }
                    />
                    <IconButton
                      label={t("team.remove", { name: member.full_name })}
                      onClick={() =>
                        void run({
                          work: () => permissions.remove(course.id, member.user_id),
                          refresh,
                          done: t("team.removed", { name: member.full_name }),
                          undo: grant(member, member.role),
                        })
                      }
                    >
                      <Trash2 />
                    </IconButton>
                  </span>
                ) : (
                  <Badge tone="accent">{t(`course.role.${member.role}`)}</Badge>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
