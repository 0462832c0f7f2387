// The frame of the pages about the own account.
import { Outlet } from "react-router";
import { useText } from "../i18n";
import { Page, PageHeader, Tabs } from "../ui";

export function Component() {
  const t = useText();
  return (
    <Page narrow>
      <PageHeader title={t("nav.settings")} />
      <Tabs
        label={t("nav.settings")}
        tabs={[
          { to: "/settings/profile", label: t("settings.profile") },
          { to: "/settings/password", label: t("settings.password") },
          { to: "/settings/sessions", label: t("nav.sessions") },
        ]}
      />
      <Outlet />
    </Page>
  );
}
