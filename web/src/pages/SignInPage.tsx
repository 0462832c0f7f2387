import { Link, useLocation } from "react-router";
import { useSession } from "../app/session";
import { SignInForm } from "../features/auth/SignInForm";
import { useText } from "../i18n";
import { Notice, PageHeader } from "../ui";

export function Component() {
  const t = useText();
  const { setUser } = useSession();
  const { search } = useLocation();
  return (
    <>
      <PageHeader title={t("signIn.title")} />
      {new URLSearchParams(search).has("return") && <Notice>{t("signIn.needed")}</Notice>}
      <SignInForm onSignedIn={setUser} />
      <p>
        {t("signIn.noAccount")} <Link to={{ pathname: "/sign-up", search }}>{t("signIn.create")}</Link>
      </p>
    </>
  );
}
