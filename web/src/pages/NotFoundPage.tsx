import { SearchX } from "lucide-react";
import { useText } from "../i18n";
import { ButtonLink, EmptyState, Page } from "../ui";

export function Component() {
  const t = useText();
  return (
    <Page>
      <title>{t("error.notFound.title")}</title>
      <EmptyState
        icon={<SearchX />}
        title={t("error.notFound.title")}
        action={
          <ButtonLink look="primary" to="/">
            {t("action.home")}
          </ButtonLink>
        }
      >
        {t("error.notFound.advice")}
      </EmptyState>
    </Page>
  );
}
