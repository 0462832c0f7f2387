// Main navigation within reach of the thumb, on phones only.
import { NavLink } from "react-router";
import { useText } from "../../i18n";
import { classes } from "../../ui";
import styles from "./BottomBar.module.css";
import { useDestinations } from "./navigation";

export function BottomBar() {
  const t = useText();
  const destinations = useDestinations();
  return (
    <nav className={styles.bar} aria-label={t("app.menu")}>
      {destinations.map(({ to, label, Icon }) => (
        <NavLink
          key={to}
          to={to}
          end={to === "/"}
          className={({ isActive }) => classes(styles.link, isActive && styles.active)}
        >
          <Icon aria-hidden />
          {t(label)}
        </NavLink>
      ))}
    </nav>
  );
}
