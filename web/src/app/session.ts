// Who is signed in.
import { createContext, useContext } from "react";
import type { Profile } from "../api";

export interface SessionValue {
  user: Profile | null;
  /** Shows the given person as signed in; null forgets everything that was loaded. */
  setUser(user: Profile | null): void;
}

export const SessionContext = createContext<SessionValue | null>(null);

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error("useSession is used outside SessionProvider");
  return value;
}

/** The signed-in person, on pages that only signed-in people reach. */
export function useUser(): Profile {
  const { user } = useSession();
  if (!user) throw new Error("useUser is used on a public page");
  return user;
}

export function canTeach(user: Profile): boolean {
  return user.role !== "student";
}
