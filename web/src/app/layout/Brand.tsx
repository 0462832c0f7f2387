// The school's name from the server's configuration, beside our mark.
import { Link } from "react-router";
import { useConfig } from "../config";
import styles from "./TopBar.module.css";

export function Brand() {
  const { data } = useConfig();
  return (
    <Link to="/" className={styles.brand}>
      <img src="/icon.svg" alt="" width="30" height="30" />
      {data?.name ?? "VTP"}
    </Link>
  );
}
