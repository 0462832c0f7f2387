// Where the link of an administrator leads: choosing a password, once.
import { Link, useNavigate, useSearchParams } from "react-router";
import { auth } from "../api";
import { useSession } from "../app/session";
import { isStrong } from "../features/auth/passwordRules";
import { PasswordRules } from "../features/auth/PasswordRules";
import { useText } from "../i18n";
import { Button, Form, Notice, PageHeader, PasswordField, useForm, useToast } from "../ui";

export function Component() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const { setUser } = useSession();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const form = useForm({
    initial: { new_password: "" },
    check: ({ new_password }) => ({
      new_password: isStrong(new_password) ? undefined : t("code.WEAK_PASSWORD"),
    }),
    send: ({ new_password }) => auth.resetPassword({ token, new_password }),
    onDone: () => {
      // The server has ended every session of the account, perhaps also the one in this browser.
      setUser(null);
      toast({ text: t("reset.done") });
      void navigate("/sign-in", { replace: true });
    },
    fieldOfCode: { WEAK_PASSWORD: "new_password" },
  });
  return (
    <>
      <PageHeader title={t("reset.title")} />
      {token ? (
        <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
          <PasswordField
            {...form.text("new_password")}
            label={t("settings.newPassword")}
            autoComplete="new-password"
            hint={<PasswordRules password={form.values.new_password} />}
            required
          />
          <Button type="submit" look="primary" wide busy={form.busy}>
            {t("reset.action")}
          </Button>
        </Form>
      ) : (
        <Notice tone="warning">{t("code.TOKEN_INVALID")}</Notice>
      )}
      <p>
        <Link to="/sign-in">{t("nav.signIn")}</Link>
      </p>
    </>
  );
}
