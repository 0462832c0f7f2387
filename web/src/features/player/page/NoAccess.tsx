// The server does not tell a hidden lecture from one that never was; this says what can be done in both cases.
import { Lock } from "lucide-react";
import { useText } from "../../../i18n";
import { ButtonLink, EmptyState, Page } from "../../../ui";

export function NoAccess({ courseId }: { courseId: string | null }) {
  const t = useText();
  return (
    <Page>
      <title>{t("watch.noAccess.title")}</title>
      <EmptyState
        icon={<Lock />}
        title={t("watch.noAccess.title")}
        action={
          <ButtonLink look="primary" to={courseId ? `/courses/${courseId}` : "/courses"}>
            {t(courseId ? "watch.noAccess.openCourse" : "watch.noAccess.findCourse")}
          </ButtonLink>
        }
      >
        {t("watch.noAccess.advice")}
      </EmptyState>
    </Page>
  );
}
