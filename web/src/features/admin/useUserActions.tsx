// What an administrator can do to an account, with the way back where there is one.
import { KeyRound, LockOpen, UserCheck, UserCog, UserX } from "lucide-react";
import { users, type AccountRole, type User } from "../../api";
import type { UserAction } from "../../api/users";
import { useUser } from "../../app/session";
import { useAction, type Action } from "../../app/useAction";
import { useText } from "../../i18n";
import type { MenuItem } from "../../ui";
import { adminKeys } from "./queries";

const REVERSE: Partial<Record<UserAction, UserAction>> = { disable: "enable", enable: "disable" };
const ROLES: readonly AccountRole[] = ["student", "teacher", "admin"];

export function useUserActions(onReset: (user: User) => void) {
  const t = useText();
  const run = useAction();
  const me = useUser();
  const refresh = [adminKeys.users];

  function plain(user: User, action: UserAction): Action {
    return { work: () => users.act(user.user_id, action), refresh };
  }

  function act(user: User, action: UserAction) {
    const reverse = REVERSE[action];
    const done = t(`admin.done.${action}`, { name: user.full_name });
    return run({ ...plain(user, action), done, ...(reverse ? { undo: plain(user, reverse) } : {}) });
  }

  function roleChange(user: User, role: AccountRole): Action {
    return { work: () => users.setRole(user.user_id, role), refresh };
  }

  function setRole(user: User, role: AccountRole) {
    const done = t("admin.done.role", { name: user.full_name, role: t(`account.role.${role}`) });
    return run({ ...roleChange(user, role), done, undo: roleChange(user, user.role) });
  }

  function itemsFor(user: User): MenuItem[] {
    const items: MenuItem[] = ROLES.filter((role) => role !== user.role).map((role) => ({
      label: t(`admin.make.${role}`),
      icon: <UserCog />,
      onSelect: () => void setRole(user, role),
    }));
    items.push({ label: t("admin.resetLink"), icon: <KeyRound />, onSelect: () => onReset(user) });
    if (user.locked_until) {
      items.push({ label: t("admin.unlock"), icon: <LockOpen />, onSelect: () => void act(user, "unlock") });
    }
    if (user.user_id === me.user_id) return items;
    return [...items, user.status === "active" ? disabling(user) : enabling(user)];
  }

  function disabling(user: User): MenuItem {
    return {
      label: t("admin.disable"),
      icon: <UserX />,
      danger: true,
      onSelect: () => void act(user, "disable"),
    };
  }

  function enabling(user: User): MenuItem {
    return { label: t("admin.enable"), icon: <UserCheck />, onSelect: () => void act(user, "enable") };
  }

  return { act, itemsFor };
}
