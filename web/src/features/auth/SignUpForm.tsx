import { auth, type RegistrationAnswer, type ServerConfig } from "../../api";
import { useLocale } from "../../i18n";
import { Button, Form, PasswordField, TextField, useForm } from "../../ui";
import { isStrong } from "./passwordRules";
import { PasswordRules } from "./PasswordRules";
import { RoleChoice, type RequestedRole } from "./RoleChoice";

interface Props {
  config: ServerConfig | undefined;
  onRegistered: (answer: RegistrationAnswer, credentials: { email: string; password: string }) => void;
}

interface Values {
  full_name: string;
  email: string;
  password: string;
  phone: string;
  role: RequestedRole;
  bootstrap_token: string;
}

export function SignUpForm({ config, onRegistered }: Props) {
  const { t, locale } = useLocale();
  const first = config?.registration.first_account ?? false;
  const form = useForm<Values, RegistrationAnswer>({
    initial: { full_name: "", email: "", password: "", phone: "", role: "student", bootstrap_token: "" },
    check: ({ full_name, email, password }) => ({
      full_name: full_name.trim() ? undefined : t("form.required"),
      email: email.trim() ? undefined : t("form.required"),
      password: isStrong(password) ? undefined : t("code.WEAK_PASSWORD"),
    }),
    send: ({ phone, bootstrap_token, ...rest }) =>
      auth.register({
        ...rest,
        locale,
        ...(phone.trim() ? { phone } : {}),
        ...(bootstrap_token ? { bootstrap_token } : {}),
      }),
    onDone: (answer) => onRegistered(answer, form.values),
    fieldOfCode: { EMAIL_EXISTS: "email", BOOTSTRAP_TOKEN_REQUIRED: "bootstrap_token" },
  });
  const asksToken = form.text("bootstrap_token").error !== undefined || form.values.bootstrap_token !== "";
  return (
    <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
      <TextField {...form.text("full_name")} label={t("account.fullName")} autoComplete="name" required />
      <TextField
        {...form.text("email")}
        label={t("account.email")}
        type="email"
        autoComplete="email"
        dir="ltr"
        required
      />
      <PasswordField
        {...form.text("password")}
        label={t("account.password")}
        autoComplete="new-password"
        hint={<PasswordRules password={form.values.password} />}
        required
      />
      <TextField
        {...form.text("phone")}
        label={t("account.phone")}
        type="tel"
        autoComplete="tel"
        dir="ltr"
        optional
      />
      {!first && (
        <RoleChoice
          value={form.values.role}
          needsApproval={config?.registration.teacher !== "open"}
          onChange={(role) => form.set("role", role)}
        />
      )}
      {asksToken && (
        <TextField
          {...form.text("bootstrap_token")}
          label={t("signUp.token")}
          hint={t("signUp.tokenHint")}
          autoComplete="off"
          dir="ltr"
        />
      )}
      <Button type="submit" look="primary" wide busy={form.busy}>
        {t("signUp.action")}
      </Button>
    </Form>
  );
}
