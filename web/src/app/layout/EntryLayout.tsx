// The frame of sign-in and sign-up: the form, and beside it what the place is for.
import { Outlet } from "react-router";
import { useText } from "../../i18n";
import { useConfig } from "../config";
import { LocaleSwitch } from "./LocaleSwitch";
import styles from "./EntryLayout.module.css";

export function EntryLayout() {
  const t = useText();
  const { data } = useConfig();
  return (
    <div className={styles.entry}>
      <aside className={styles.aside}>
        <div className={styles.mark}>
          <img src="/icon.svg" alt="" width="40" height="40" />
          <span>{data?.name ?? "VTP"}</span>
        </div>
        <p className={styles.motto}>{t("entry.motto")}</p>
        <p className={styles.text}>{t("entry.text")}</p>
      </aside>
      <main className={styles.main}>
        <div className={styles.tools}>
          <LocaleSwitch />
        </div>
        <div className={styles.form}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}
