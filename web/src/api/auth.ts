// Signing in and out, the own account, and the public configuration.
import { call } from "./call";
import type {
  Credentials,
  Paged,
  PasswordChange,
  Profile,
  ProfileChange,
  Registration,
  RegistrationAnswer,
  ServerConfig,
  Session,
} from "./types";

export const auth = {
  config: () => call<ServerConfig>("GET", "/config"),
  register: (body: Registration) => call<RegistrationAnswer>("POST", "/auth/register", { body }),
  signIn: (body: Credentials) =>
    call<{ user: Profile }>("POST", "/auth/login", { body: { ...body, client: "web" } }),
  signOut: (all = false) => call<undefined>("POST", "/auth/logout", { body: { all } }),
  profile: () => call<Profile>("GET", "/auth/profile"),
  changeProfile: (body: ProfileChange) => call<Profile>("PUT", "/auth/profile", { body }),
  changePassword: (body: PasswordChange) =>
    call<{ message: string }>("POST", "/auth/change-password", { body }),
  resetPassword: (body: { token: string; new_password: string }) =>
    call<{ message: string }>("POST", "/auth/reset-password", { body }),
  sessions: () => call<Paged<"sessions", Session>>("GET", "/auth/sessions", { query: { limit: 100 } }),
  revokeSession: (id: string) => call<undefined>("DELETE", `/auth/sessions/${id}`),
  revokeOtherSessions: () => call<{ revoked: number }>("DELETE", "/auth/sessions"),
};
