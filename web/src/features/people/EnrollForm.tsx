// Enrols one person by their e-mail address.
import { useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { enrollments } from "../../api";
import { useText } from "../../i18n";
import { Button, Form, TextField, useForm, useToast } from "../../ui";
import { courseKeys } from "../courses/queries";
import { findPerson } from "./findPerson";
import styles from "./People.module.css";

export function EnrollForm({ courseId }: { courseId: string }) {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const form = useForm({
    initial: { email: "" },
    check: ({ email }) => ({ email: email.trim() ? undefined : t("form.required") }),
    send: async ({ email }) => {
      const person = await findPerson(email);
      await enrollments.add(courseId, person.user_id);
      return person;
    },
    onDone: (person) => {
      form.set("email", "");
      toast({ text: t("people.enrolled", { name: person.full_name }) });
      void client.invalidateQueries({ queryKey: courseKeys.people(courseId) });
      void client.invalidateQueries({ queryKey: courseKeys.one(courseId) });
    },
    fieldOfCode: { ALREADY_ENROLLED: "email", COURSE_FULL: "email" },
  });
  return (
    <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
      <div className={styles.add}>
        <TextField {...form.text("email")} label={t("people.enrollByEmail")} type="email" dir="ltr" />
        <Button type="submit" icon={<UserPlus />} busy={form.busy}>
          {t("people.enroll")}
        </Button>
      </div>
    </Form>
  );
}
