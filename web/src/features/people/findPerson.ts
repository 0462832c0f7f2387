import { ApiError, users, type FoundUser } from "../../api";

/** The account with exactly this e-mail address; its absence is an error of the field. */
export async function findPerson(email: string): Promise<FoundUser> {
  const user = await users.findByEmail(email.trim());
  if (user) return user;
  const detail = { field: "email", code: "USER_NOT_FOUND", message: "" };
  throw new ApiError("server", 404, "USER_NOT_FOUND", "", [detail]);
}
