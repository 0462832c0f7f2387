// A person's initials on a colour that stays the same for the same name.
import styles from "./Avatar.module.css";

const HUES = [168, 28, 210, 340, 95, 265];

export function Avatar({ name }: { name: string }) {
  const words = name.trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return (
    <span
      className={styles.avatar}
      style={{ "--hue": HUES[sum % HUES.length] }}
      data-initials={initials}
      aria-hidden
    />
  );
}
