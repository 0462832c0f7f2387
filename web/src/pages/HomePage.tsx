import { useUser } from "../app/session";
import { useText } from "../i18n";
import { Page, PageHeader } from "../ui";

export function Component() {
  const t = useText();
  const user = useUser();
  return (
    <Page>
      <PageHeader title={t("home.welcome", { name: user.full_name })} />
    </Page>
  );
}
