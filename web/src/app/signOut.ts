// Signing out succeeds for the person even if the server has already forgotten the session.
import { useCallback } from "react";
import { auth, isApiError } from "../api";
import { useErrorText } from "../i18n/errors";
import { useToast } from "../ui";
import { useSession } from "./session";

export function useSignOut(): (everywhere?: boolean) => void {
  const { setUser } = useSession();
  const toast = useToast();
  const describe = useErrorText();
  return useCallback(
    (everywhere = false) => {
      auth.signOut(everywhere).then(
        () => setUser(null),
        (error: unknown) => {
          if (isApiError(error) && error.status === 401) setUser(null);
          else toast({ tone: "danger", text: describe.short(error) });
        },
      );
    },
    [setUser, toast, describe],
  );
}
