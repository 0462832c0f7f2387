import { auth, type Profile } from "../../api";
import { useSession } from "../../app/session";
import { useText } from "../../i18n";
import { Button, Card, Form, TextField, useForm, useToast } from "../../ui";

export function ProfileCard({ user }: { user: Profile }) {
  const t = useText();
  const toast = useToast();
  const { setUser } = useSession();
  const form = useForm({
    initial: { full_name: user.full_name, phone: user.phone ?? "" },
    check: ({ full_name }) => ({ full_name: full_name.trim() ? undefined : t("form.required") }),
    send: ({ full_name, phone }) => auth.changeProfile({ full_name, phone: phone.trim() || null }),
    onDone: (profile) => {
      setUser(profile);
      toast({ text: t("action.saved") });
    },
  });
  return (
    <Card title={t("settings.about")}>
      <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
        <TextField {...form.text("full_name")} label={t("account.fullName")} autoComplete="name" required />
        <TextField
          label={t("account.email")}
          hint={t("settings.emailHint")}
          value={user.email}
          readOnly
          dir="ltr"
        />
        <TextField
          {...form.text("phone")}
          label={t("account.phone")}
          type="tel"
          autoComplete="tel"
          dir="ltr"
          optional
        />
        <div>
          <Button type="submit" look="primary" busy={form.busy}>
            {t("action.save")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
