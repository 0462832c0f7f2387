import { useCallback, useMemo, useState, type ReactNode } from "react";
import { applyTheme, storedTheme, ThemeContext, type Theme } from "./theme";

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, remember] = useState(storedTheme);
  const setTheme = useCallback((next: Theme) => {
    applyTheme(next);
    remember(next);
  }, []);
  const value = useMemo(() => ({ theme, setTheme }), [theme, setTheme]);
  return <ThemeContext value={value}>{children}</ThemeContext>;
}
