// Creates the account and signs in with it at once.
import { Link, useLocation } from "react-router";
import { auth, type RegistrationAnswer } from "../api";
import { useConfig } from "../app/config";
import { useSession } from "../app/session";
import { SignUpForm } from "../features/auth/SignUpForm";
import { useText } from "../i18n";
import { useErrorText } from "../i18n/errors";
import { Notice, PageHeader, useToast } from "../ui";

export function Component() {
  const t = useText();
  const toast = useToast();
  const describe = useErrorText();
  const { setUser } = useSession();
  const { search } = useLocation();
  const { data: config } = useConfig();

  async function enter(answer: RegistrationAnswer, { email, password }: { email: string; password: string }) {
    try {
      await auth.signIn({ email, password, remember: false });
      setUser(await auth.profile());
      toast({ text: t(answer.approval_status === "pending" ? "signUp.pending" : "signUp.welcome") });
    } catch (error) {
      toast({ tone: "danger", text: describe.short(error) });
    }
  }

  return (
    <>
      <PageHeader title={t("signUp.title")} />
      {config?.registration.first_account && (
        <Notice tone="good" title={t("signUp.firstTitle")}>
          {t("signUp.firstText")}
        </Notice>
      )}
      {config && !config.registration.enabled && !config.registration.first_account ? (
        <Notice tone="warning">{t("code.REGISTRATION_CLOSED")}</Notice>
      ) : (
        <SignUpForm config={config} onRegistered={(answer, credentials) => void enter(answer, credentials)} />
      )}
      <p>
        {t("signUp.haveAccount")} <Link to={{ pathname: "/sign-in", search }}>{t("nav.signIn")}</Link>
      </p>
    </>
  );
}
