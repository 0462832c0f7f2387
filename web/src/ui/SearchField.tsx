// Search as you type: reports the text once typing has paused.
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { classes } from "./classes";
import styles from "./Field.module.css";

const PAUSE_MS = 300;

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const timer = useRef<number | undefined>(undefined);

  if (seen !== value) {
    setSeen(value);
    setText(value);
  }

  useEffect(() => () => window.clearTimeout(timer.current), []);

  function type(next: string) {
    setText(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onChange(next.trim()), PAUSE_MS);
  }

  return (
    <div role="search" className={styles.search}>
      <Search aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => type(event.target.value)}
        className={classes(styles.control)}
      />
    </div>
  );
}
