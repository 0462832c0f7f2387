// Student or teacher, with what choosing teacher means.
import { useText } from "../../i18n";
import { Radio } from "../../ui";
import styles from "./RoleChoice.module.css";

export type RequestedRole = "student" | "teacher";

interface Props {
  value: RequestedRole;
  needsApproval: boolean;
  onChange: (role: RequestedRole) => void;
}

export function RoleChoice({ value, needsApproval, onChange }: Props) {
  const t = useText();
  return (
    <fieldset className={styles.choice}>
      <legend>{t("signUp.role")}</legend>
      <Radio
        name="role"
        label={t("signUp.student")}
        hint={t("signUp.studentHint")}
        checked={value === "student"}
        onChange={() => onChange("student")}
      />
      <Radio
        name="role"
        label={t("signUp.teacher")}
        hint={t(needsApproval ? "signUp.teacherApproval" : "signUp.teacherOpen")}
        checked={value === "teacher"}
        onChange={() => onChange("teacher")}
      />
    </fieldset>
  );
}
