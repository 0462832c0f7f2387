import { auth } from "../api";
import { isStrong } from "../features/auth/passwordRules";
import { PasswordRules } from "../features/auth/PasswordRules";
import { useText } from "../i18n";
import { Button, Card, Form, PasswordField, useForm, useToast } from "../ui";

export function Component() {
  const t = useText();
  const toast = useToast();
  const form = useForm({
    initial: { current_password: "", new_password: "" },
    check: ({ current_password, new_password }) => ({
      current_password: current_password ? undefined : t("form.required"),
      new_password: isStrong(new_password) ? undefined : t("code.WEAK_PASSWORD"),
    }),
    send: auth.changePassword,
    onDone: () => {
      form.set("current_password", "");
      form.set("new_password", "");
      toast({ text: t("settings.passwordChanged") });
    },
    fieldOfCode: {
      INVALID_PASSWORD: "current_password",
      PASSWORD_UNCHANGED: "new_password",
      WEAK_PASSWORD: "new_password",
    },
  });
  return (
    <Card title={t("settings.changePassword")} hint={t("settings.passwordHint")}>
      <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
        <PasswordField
          {...form.text("current_password")}
          label={t("settings.currentPassword")}
          autoComplete="current-password"
          required
        />
        <PasswordField
          {...form.text("new_password")}
          label={t("settings.newPassword")}
          autoComplete="new-password"
          hint={<PasswordRules password={form.values.new_password} />}
          required
        />
        <div>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("settings.changePassword")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
