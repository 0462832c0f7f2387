// Tabs that are links: each has an address, so back, reload and sharing work.
import { NavLink } from "react-router";
import { classes } from "./classes";
import styles from "./Tabs.module.css";

export interface Tab {
  to: string;
  label: string;
  end?: boolean;
}

export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={tab.to}
          end={tab.end}
          className={({ isActive }) => classes(styles.tab, isActive && styles.active)}
        >
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
