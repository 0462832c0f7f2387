import { Avatar } from "../../ui";
import styles from "./People.module.css";

export function Person({ name, email }: { name: string; email: string }) {
  const [local, domain] = email.split("@");
  return (
    <span className={styles.person}>
      <Avatar name={name} />
      <span className={styles.names}>
        <span>
          <bdi>{name}</bdi>
        </span>
        <small dir="ltr">
          {local}@<wbr />
          {domain}
        </small>
      </span>
    </span>
  );
}
