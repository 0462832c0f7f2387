import { useQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { auth } from "../api";
import { useAction } from "../app/useAction";
import { useSignOut } from "../app/signOut";
import { SessionRow } from "../features/account/SessionRow";
import styles from "../features/account/Sessions.module.css";
import { useText } from "../i18n";
import { Button, Card, Loaded } from "../ui";

const KEY = ["sessions"];

export function Component() {
  const t = useText();
  const run = useAction();
  const signOut = useSignOut();
  const query = useQuery({ queryKey: KEY, queryFn: auth.sessions });
  return (
    <Card title={t("nav.sessions")} hint={t("sessions.hint")}>
      <Loaded query={query}>
        {({ sessions }) => (
          <>
            <ul className={styles.list}>
              {sessions.map((session) => (
                <SessionRow
                  key={session.session_id}
                  session={session}
                  onRevoke={() =>
                    void run({
                      work: () => auth.revokeSession(session.session_id),
                      refresh: [KEY],
                      done: t("sessions.revoked"),
                    })
                  }
                />
              ))}
            </ul>
            <div className={styles.actions}>
              {sessions.length > 1 && (
                <Button
                  onClick={() =>
                    void run({
                      work: auth.revokeOtherSessions,
                      refresh: [KEY],
                      done: t("sessions.othersRevoked"),
                    })
                  }
                >
                  {t("sessions.revokeOthers")}
                </Button>
              )}
              <Button look="danger" icon={<LogOut className="flips" />} onClick={() => signOut(true)}>
                {t("sessions.everywhere")}
              </Button>
            </div>
          </>
        )}
      </Loaded>
    </Card>
  );
}
