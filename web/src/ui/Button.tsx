// The one button. A busy button keeps its width and its place in the tab order.
import type { ComponentProps, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import styles from "./Button.module.css";
import { classes } from "./classes";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

interface Appearance {
  look?: ButtonLook;
  size?: "small" | "normal";
  icon?: ReactNode;
  wide?: boolean;
}

type ButtonProps = Appearance & ComponentProps<"button"> & { busy?: boolean };

function classFor({ look = "secondary", size = "normal", wide }: Appearance, extra?: string): string {
  return classes(styles.button, styles[look], size === "small" && styles.small, wide && styles.wide, extra);
}

export function Button({ look, size, icon, wide, busy, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classFor({ look, size, wide }, className)}
    >
      {busy ? <span className={styles.spinner} aria-hidden /> : icon}
      {children}
    </button>
  );
}

export function ButtonLink({ look, size, icon, wide, className, children, ...rest }: Appearance & LinkProps) {
  return (
    <Link {...rest} className={classFor({ look, size, wide }, className)}>
      {icon}
      {children}
    </Link>
  );
}

type IconButtonProps = Omit<ButtonProps, "children" | "icon"> & { label: string; children: ReactNode };

export function IconButton({ label, look = "quiet", className, children, ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      look={look}
      aria-label={label}
      title={label}
      className={classes(styles.iconOnly, className)}
    >
      {children}
    </Button>
  );
}
