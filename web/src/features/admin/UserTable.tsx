import { Check, Ellipsis, X } from "lucide-react";
import { useState } from "react";
import type { User } from "../../api";
import { useText } from "../../i18n";
import { Badge, Button, Menu, Table, Time } from "../../ui";
import { Person } from "../people/Person";
import styles from "./Admin.module.css";
import { ResetLinkDialog } from "./ResetLinkDialog";
import { useUserActions } from "./useUserActions";

export function UserTable({ users, stale }: { users: readonly User[]; stale: boolean }) {
  const t = useText();
  const [resetting, setResetting] = useState<User | null>(null);
  const actions = useUserActions(setResetting);
  return (
    <>
      <Table
        caption={t("admin.users")}
        rows={users}
        rowKey={(user) => user.user_id}
        stale={stale}
        columns={[
          {
            key: "person",
            label: t("people.name"),
            main: true,
            render: (user) => <Person name={user.full_name} email={user.email} />,
          },
          {
            key: "role",
            label: t("admin.role"),
            render: (user) => t(`account.role.${user.role}`),
          },
          { key: "state", label: t("admin.state"), render: (user) => <UserState user={user} /> },
          {
            key: "seen",
            label: t("admin.lastSeen"),
            render: ({ last_login_at }) => (last_login_at ? <Time at={last_login_at} /> : t("people.never")),
          },
          {
            key: "actions",
            label: t("table.actions"),
            actions: true,
            render: (user) => (
              <span className={styles.actions}>
                {user.approval_status === "pending" && (
                  <>
                    <Button
                      size="small"
                      look="primary"
                      icon={<Check />}
                      aria-label={t("admin.approveThis", { name: user.full_name })}
                      onClick={() => void actions.act(user, "approve")}
                    >
                      {t("admin.approve")}
                    </Button>
                    <Button
                      size="small"
                      icon={<X />}
                      aria-label={t("admin.rejectThis", { name: user.full_name })}
                      onClick={() => void actions.act(user, "reject")}
                    >
                      {t("admin.reject")}
                    </Button>
                  </>
                )}
                <Menu
                  label={t("lecture.more", { title: user.full_name })}
                  trigger={<Ellipsis />}
                  items={actions.itemsFor(user)}
                />
              </span>
            ),
          },
        ]}
      />
      {resetting && <ResetLinkDialog user={resetting} onClose={() => setResetting(null)} />}
    </>
  );
}

function UserState({ user }: { user: User }) {
  const t = useText();
  if (user.status !== "active") return <Badge tone="danger">{t("admin.disabled")}</Badge>;
  if (user.approval_status === "pending") return <Badge tone="warning">{t("admin.pending")}</Badge>;
  if (user.locked_until) return <Badge tone="warning">{t("admin.locked")}</Badge>;
  return <Badge tone="good">{t("admin.active")}</Badge>;
}
