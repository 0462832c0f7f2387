// Asks once who is signed in, and notices when the server stops knowing us.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, type ReactNode } from "react";
import { auth, isApiError, onSignedOut, type Profile } from "../api";
import { nearestLocale, useLocale } from "../i18n";
import { ErrorState } from "../ui";
import { SessionContext } from "./session";

const KEY = ["profile"];

async function loadProfile(): Promise<Profile | null> {
  try {
    return await auth.profile();
  } catch (error) {
    if (isApiError(error) && error.status === 401) return null;
    throw error;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { setLocale } = useLocale();
  const query = useQuery({ queryKey: KEY, queryFn: loadProfile, staleTime: Infinity });

  const setUser = useCallback(
    (user: Profile | null) => {
      if (!user) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
      client.setQueryData(KEY, user);
    },
    [client],
  );

  useEffect(() => onSignedOut(() => setUser(null)), [setUser]);

  // The language of the account follows the person to a new device; a local choice is saved to the account.
  const accountLocale = query.data?.locale;
  useEffect(() => {
    if (accountLocale) setLocale(nearestLocale(accountLocale));
  }, [accountLocale, setLocale]);

  const user = query.data;
  const value = useMemo(() => (user === undefined ? undefined : { user, setUser }), [user, setUser]);

  if (value) return <SessionContext value={value}>{children}</SessionContext>;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return null;
}
