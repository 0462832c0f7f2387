import { auth, type Profile } from "../../api";
import { useText } from "../../i18n";
import { Button, Checkbox, Form, PasswordField, TextField, useForm } from "../../ui";

export function SignInForm({ onSignedIn }: { onSignedIn: (user: Profile) => void }) {
  const t = useText();
  const form = useForm({
    initial: { email: "", password: "", remember: false },
    check: ({ email, password }) => ({
      email: email.trim() ? undefined : t("form.required"),
      password: password ? undefined : t("form.required"),
    }),
    send: async (credentials) => {
      await auth.signIn(credentials);
      return auth.profile();
    },
    onDone: onSignedIn,
  });
  return (
    <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
      <TextField
        {...form.text("email")}
        label={t("account.email")}
        type="email"
        autoComplete="username"
        dir="ltr"
        required
      />
      <PasswordField
        {...form.text("password")}
        label={t("account.password")}
        autoComplete="current-password"
        required
      />
      <Checkbox
        label={t("signIn.remember")}
        checked={form.values.remember}
        onChange={(event) => form.set("remember", event.target.checked)}
      />
      <Button type="submit" look="primary" wide busy={form.busy}>
        {t("signIn.action")}
      </Button>
    </Form>
  );
}
