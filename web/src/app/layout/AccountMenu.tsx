import { CircleQuestionMark, LogOut, MonitorSmartphone, Settings } from "lucide-react";
import { useNavigate } from "react-router";
import { helpPath } from "../../features/help/paths";
import { useText } from "../../i18n";
import { Avatar, Menu } from "../../ui";
import { useUser } from "../session";
import { useSignOut } from "../signOut";

export function AccountMenu() {
  const t = useText();
  const user = useUser();
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <Menu
      label={t("nav.account")}
      trigger={<Avatar name={user.full_name} />}
      header={
        <>
          <strong>{user.full_name}</strong>
          <div>
            <bdi dir="ltr">{user.email}</bdi>
          </div>
        </>
      }
      items={[
        { label: t("nav.settings"), icon: <Settings />, onSelect: () => void navigate("/settings/profile") },
        {
          label: t("nav.sessions"),
          icon: <MonitorSmartphone />,
          onSelect: () => void navigate("/settings/sessions"),
        },
        { label: t("nav.help"), icon: <CircleQuestionMark />, onSelect: () => void navigate(helpPath()) },
        { label: t("nav.signOut"), icon: <LogOut className="flips" />, onSelect: () => signOut() },
      ]}
    />
  );
}
