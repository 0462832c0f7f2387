// The frame of the administrator's pages.
import { Outlet } from "react-router";
import { useText } from "../i18n";
import { Page, PageHeader, Tabs } from "../ui";

export function Component() {
  const t = useText();
  return (
    <Page>
      <PageHeader title={t("nav.admin")} />
      <Tabs
        label={t("nav.admin")}
        tabs={[
          { to: "/admin/users", label: t("admin.users") },
          { to: "/admin/jobs", label: t("admin.jobs") },
        ]}
      />
      <Outlet />
    </Page>
  );
}
