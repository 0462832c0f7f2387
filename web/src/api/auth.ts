// Signing in and out, the own account, and the public configuration.
import { answer, api, type Schemas } from "./client";

type Credentials = Omit<Schemas["SignIn"], "client">;

export const auth = {
  config: () => answer(api.GET("/config")),
  register: (body: Schemas["Registration"]) => answer(api.POST("/auth/register", { body })),
  signIn: (body: Credentials) => answer(api.POST("/auth/login", { body: { ...body, client: "web" } })),
  signOut: (all = false) => answer(api.POST("/auth/logout", { body: { all } })),
  profile: () => answer(api.GET("/auth/profile")),
  changeProfile: (body: Schemas["ProfileChange"]) => answer(api.PUT("/auth/profile", { body })),
  changePassword: (body: Schemas["PasswordChange"]) => answer(api.POST("/auth/change-password", { body })),
  resetPassword: (body: Schemas["PasswordReset"]) => answer(api.POST("/auth/reset-password", { body })),
  sessions: () => answer(api.GET("/auth/sessions", { params: { query: { limit: 100 } } })),
  revokeSession: (session_id: string) =>
    answer(api.DELETE("/auth/sessions/{session_id}", { params: { path: { session_id } } })),
  revokeOtherSessions: () => answer(api.DELETE("/auth/sessions")),
};
