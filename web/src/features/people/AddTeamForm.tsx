import { useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { permissions, type CourseRole } from "../../api";
import { useText } from "../../i18n";
import { Button, Form, SelectField, TextField, useForm, useToast } from "../../ui";
import { courseKeys } from "../courses/queries";
import { findPerson } from "./findPerson";
import styles from "./People.module.css";

export function AddTeamForm({ courseId, roles }: { courseId: string; roles: readonly CourseRole[] }) {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const form = useForm<{ email: string; role: CourseRole }, string>({
    initial: { email: "", role: "ta" },
    check: ({ email }) => ({ email: email.trim() ? undefined : t("form.required") }),
    send: async ({ email, role }) => {
      const person = await findPerson(email);
      await permissions.set(courseId, person.user_id, role);
      return person.full_name;
    },
    onDone: (name) => {
      form.set("email", "");
      toast({ text: t("team.added", { name }) });
      void client.invalidateQueries({ queryKey: courseKeys.team(courseId) });
    },
    fieldOfCode: { ROLE_NOT_ALLOWED: "email", OWNER_ROLE_FIXED: "email" },
  });
  return (
    <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
      <div className={styles.add}>
        <TextField {...form.text("email")} label={t("team.addByEmail")} type="email" dir="ltr" />
        <SelectField
          {...form.choice("role")}
          label={t("team.role")}
          options={roles.map((value) => ({ value, label: t(`course.role.${value}`) }))}
        />
        <Button type="submit" icon={<UserPlus />} busy={form.busy}>
          {t("team.add")}
        </Button>
      </div>
    </Form>
  );
}
