import { UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { useFilters } from "../app/useFilters";
import { CreateUserDialog } from "../features/admin/CreateUserDialog";
import { PendingNotice } from "../features/admin/PendingNotice";
import { useUsers } from "../features/admin/queries";
import { UserTable } from "../features/admin/UserTable";
import { useText } from "../i18n";
import { Button, EmptyState, FilterBar, Loaded, Pagination, SearchField, Select } from "../ui";

const PAGE_SIZE = 25;
const ROLES = ["student", "teacher", "admin"] as const;
const FILTERS = {
  q: "",
  role: ["", ...ROLES],
  status: ["", "active", "disabled"],
  approval: ["", "pending", "approved", "rejected"],
  sort: ["-created_at", "full_name", "-last_login_at"],
} as const;

export function Component() {
  const t = useText();
  const [creating, setCreating] = useState(false);
  const { filters, offset, active, set, move, clear } = useFilters(FILTERS);
  const { approval, ...rest } = filters;
  const query = useUsers({ ...rest, approval_status: approval, limit: PAGE_SIZE, offset });
  return (
    <>
      {approval === "" && <PendingNotice onShow={() => set("approval", "pending")} />}
      <FilterBar
        search={
          <SearchField label={t("admin.searchUsers")} value={filters.q} onChange={(q) => set("q", q)} />
        }
        onClear={active ? clear : undefined}
      >
        <Select
          aria-label={t("admin.role")}
          value={filters.role}
          onChange={(role) => set("role", role)}
          options={[
            { value: "", label: t("admin.anyRole") },
            ...ROLES.map((value) => ({ value, label: t(`account.role.${value}`) })),
          ]}
        />
        <Select
          aria-label={t("admin.state")}
          value={filters.status}
          onChange={(status) => set("status", status)}
          options={[
            { value: "", label: t("admin.anyState") },
            { value: "active", label: t("admin.active") },
            { value: "disabled", label: t("admin.disabled") },
          ]}
        />
        <Select
          aria-label={t("sort.label")}
          value={filters.sort}
          onChange={(sort) => set("sort", sort)}
          options={[
            { value: "-created_at", label: t("admin.sort.newest") },
            { value: "full_name", label: t("admin.sort.name") },
            { value: "-last_login_at", label: t("admin.sort.lastSeen") },
          ]}
        />
        <Button look="primary" icon={<UserPlus />} onClick={() => setCreating(true)}>
          {t("admin.createUser")}
        </Button>
      </FilterBar>
      <Loaded query={query}>
        {(page) =>
          page.users.length > 0 ? (
            <>
              <h2 className="visually-hidden">{t("admin.foundUsers", { n: page.total })}</h2>
              <UserTable users={page.users} stale={query.isPlaceholderData} />
              <Pagination {...page} onMove={move} />
            </>
          ) : (
            <EmptyState
              icon={<Users />}
              title={t("admin.noUsers")}
              action={<Button onClick={clear}>{t("filter.clear")}</Button>}
            />
          )
        }
      </Loaded>
      {creating && <CreateUserDialog onClose={() => setCreating(false)} />}
    </>
  );
}
