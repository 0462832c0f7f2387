// Creates an account; without a password the person chooses one by a link.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { users, type AccountRole, type User } from "../../api";
import { useText } from "../../i18n";
import {
  CopyField,
  Dialog,
  FormDialog,
  PasswordField,
  SelectField,
  TextField,
  useForm,
  useToast,
} from "../../ui";
import { isStrong } from "../auth/passwordRules";
import { adminKeys } from "./queries";

const ROLES: readonly AccountRole[] = ["student", "teacher", "admin"];

interface Values {
  full_name: string;
  email: string;
  role: AccountRole;
  password: string;
}

export function CreateUserDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const [setupUrl, setSetupUrl] = useState<string | null>(null);
  const form = useForm<Values, User>({
    initial: { full_name: "", email: "", role: "student", password: "" },
    check: ({ full_name, email, password }) => ({
      full_name: full_name.trim() ? undefined : t("form.required"),
      email: email.trim() ? undefined : t("form.required"),
      password: !password || isStrong(password) ? undefined : t("code.WEAK_PASSWORD"),
    }),
    send: ({ password, ...rest }) => users.create({ ...rest, ...(password ? { password } : {}) }),
    onDone: (user) => {
      void client.invalidateQueries({ queryKey: adminKeys.users });
      toast({ text: t("admin.created", { name: user.full_name }) });
      if (user.setup_url) setSetupUrl(user.setup_url);
      else onClose();
    },
    fieldOfCode: { EMAIL_EXISTS: "email" },
  });

  if (setupUrl) {
    return (
      <Dialog title={t("admin.setupTitle")} onClose={onClose}>
        <p>{t("admin.setupText")}</p>
        <CopyField label={t("admin.setupLink")} value={setupUrl} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("admin.createUser")}
      form={form}
      submit={t("admin.createUser")}
      autoComplete="off"
      onClose={onClose}
    >
      <TextField {...form.text("full_name")} label={t("account.fullName")} required />
      <TextField {...form.text("email")} label={t("account.email")} type="email" dir="ltr" required />
      <SelectField
        {...form.choice("role")}
        label={t("admin.role")}
        options={ROLES.map((value) => ({ value, label: t(`account.role.${value}`) }))}
      />
      <PasswordField
        {...form.text("password")}
        label={t("account.password")}
        hint={t("admin.passwordHint")}
        autoComplete="new-password"
        optional
      />
    </FormDialog>
  );
}
