import { MonitorSmartphone } from "lucide-react";
import type { Session } from "../../api";
import { useText } from "../../i18n";
import { Badge, Button, Facts, Time } from "../../ui";
import { deviceOf } from "./device";
import styles from "./Sessions.module.css";

export function SessionRow({ session, onRevoke }: { session: Session; onRevoke: () => void }) {
  const t = useText();
  const { browser, system } = deviceOf(session.user_agent);
  const name =
    session.device_name ??
    (browser && system ? t("sessions.device", { browser, system }) : t("sessions.unknown"));
  return (
    <li className={styles.row}>
      <MonitorSmartphone aria-hidden />
      <div className={styles.text}>
        <strong>
          {name} {session.current && <Badge tone="good">{t("sessions.this")}</Badge>}
        </strong>
        <span className={styles.facts}>
          <Facts
            items={[
              <bdi key="ip">{session.ip}</bdi>,
              <span key="used">
                {t("sessions.lastUsed")} <Time at={session.last_used_at} />
              </span>,
            ]}
          />
        </span>
      </div>
      {!session.current && (
        <Button size="small" aria-label={t("sessions.revokeThis", { name })} onClick={onRevoke}>
          {t("nav.signOut")}
        </Button>
      )}
    </li>
  );
}
