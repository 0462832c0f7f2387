// Administration of accounts.
import { call } from "./call";
import type { AccountRole, CreatedUser, FoundUser, NewUser, Paged, ResetLink, User } from "./types";

export interface UserQuery {
  q?: string;
  role?: string;
  status?: string;
  approval_status?: string;
  sort?: string;
  limit?: number;
  offset?: number;
}

export type UserAction = "approve" | "reject" | "disable" | "enable" | "unlock";

export const users = {
  list: (query: UserQuery) => call<Paged<"users", User>>("GET", "/users", { query: { ...query } }),
  findByEmail: async (email: string): Promise<FoundUser | undefined> => {
    const page = await call<Paged<"users", FoundUser>>("GET", "/users", { query: { email } });
    return page.users[0];
  },
  create: (body: NewUser) => call<CreatedUser>("POST", "/users", { body }),
  setRole: (id: string, role: AccountRole) => call<User>("POST", `/users/${id}/role`, { body: { role } }),
  act: (id: string, action: UserAction) => call<User>("POST", `/users/${id}/${action}`),
  resetLink: (id: string) => call<ResetLink>("POST", `/users/${id}/reset-link`),
};
