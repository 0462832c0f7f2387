// The frame of every page for signed-in people: top bar, content, and a bottom bar on phones.
import { useEffect, useRef } from "react";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { UploadDock } from "../../features/upload/UploadDock";
import { UploadProvider } from "../../features/upload/UploadProvider";
import { useText } from "../../i18n";
import { BottomBar } from "./BottomBar";
import { OfflineNotice } from "./OfflineNotice";
import styles from "./Shell.module.css";
import { TopBar } from "./TopBar";

export function Shell() {
  const t = useText();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const previous = useRef(pathname);

  // A new page starts reading from its top, for screen readers and keyboards as well.
  useEffect(() => {
    if (previous.current !== pathname) main.current?.focus({ preventScroll: true });
    previous.current = pathname;
  }, [pathname]);

  return (
    <UploadProvider>
      <div className={styles.shell}>
        <a href="#content" className={styles.skip}>
          {t("app.skip")}
        </a>
        <TopBar />
        <OfflineNotice />
        <main id="content" ref={main} tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
        <BottomBar />
        <UploadDock />
        <ScrollRestoration />
      </div>
    </UploadProvider>
  );
}
