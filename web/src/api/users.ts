// Administration of accounts.
import { answer, api, filled, type Query, type Schemas } from "./client";
import type { AccountRole, FoundUser } from "./types";

export type UserQuery = Query<"/users">;
export type UserAction = "approve" | "reject" | "disable" | "enable" | "unlock";

const of = (id: string) => ({ params: { path: { id } } });

export const users = {
  /** For administrators: teachers get less of each person. */
  list: async (query: UserQuery) =>
    (await answer(api.GET("/users", { params: { query: filled(query) } }))) as Schemas["UserPage"],
  findByEmail: async (email: string): Promise<FoundUser | undefined> => {
    const page = await answer(api.GET("/users", { params: { query: { email } } }));
    return page.users[0];
  },
  create: (body: Schemas["NewUser"]) => answer(api.POST("/users", { body })),
  setRole: (id: string, role: AccountRole) =>
    answer(api.POST("/users/{id}/role", { ...of(id), body: { role } })),
  act: (id: string, action: UserAction) => answer(api.POST(`/users/{id}/${action}`, of(id))),
  resetLink: (id: string) => answer(api.POST("/users/{id}/reset-link", of(id))),
};
