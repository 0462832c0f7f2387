import { Avatar } from "../../ui";
import styles from "./People.module.css";

export function Person({ name, email }: { name: string; email: string }) {
  return (
    <span className={styles.person}>
      <Avatar name={name} />
      <span className={styles.names}>
        <span>
          <bdi>{name}</bdi>
        </span>
        <small dir="ltr">{email}</small>
      </span>
    </span>
  );
}
