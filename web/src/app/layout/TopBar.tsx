import { NavLink } from "react-router";
import { useText } from "../../i18n";
import { classes } from "../../ui";
import { AccountMenu } from "./AccountMenu";
import { Brand } from "./Brand";
import { useDestinations } from "./navigation";
import styles from "./TopBar.module.css";

export function TopBar() {
  const t = useText();
  const destinations = useDestinations();
  return (
    <header className={styles.bar}>
      <Brand />
      <nav className={styles.links} aria-label={t("app.menu")}>
        {destinations.map(({ to, label }) => (
          <NavLink
            key={to}
            to={to}
            end={to === "/"}
            className={({ isActive }) => classes(styles.link, isActive && styles.active)}
          >
            {t(label)}
          </NavLink>
        ))}
      </nav>
      <AccountMenu />
    </header>
  );
}
