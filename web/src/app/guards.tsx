// Who may see a part of the application. The server decides; this only spares people dead ends.
import { Navigate, Outlet, useLocation } from "react-router";
import { ApiError, type AccountRole } from "../api";
import { useText } from "../i18n";
import { ButtonLink, ErrorState, Page } from "../ui";
import { returnPathOf, signInPath } from "./returnPath";
import { useSession, useUser } from "./session";

export function SignedIn() {
  const { user } = useSession();
  const location = useLocation();
  return user ? <Outlet /> : <Navigate to={signInPath(location)} replace />;
}

/** Sign-in and sign-up: whoever is signed in already goes on to where they wanted to be. */
export function SignedOut() {
  const { user } = useSession();
  const location = useLocation();
  return user ? <Navigate to={returnPathOf(location.search)} replace /> : <Outlet />;
}

export function WithRole({ roles }: { roles: readonly AccountRole[] }) {
  const t = useText();
  const user = useUser();
  if (roles.includes(user.role)) return <Outlet />;
  return (
    <Page>
      <ErrorState
        error={new ApiError("server", 403, "INSUFFICIENT_PERMISSIONS", "")}
        action={
          <ButtonLink look="primary" to="/">
            {t("action.home")}
          </ButtonLink>
        }
      />
    </Page>
  );
}
