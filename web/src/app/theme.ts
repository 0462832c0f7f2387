// The chosen appearance; "system" follows the device.
import { createContext, useContext } from "react";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface ThemeValue {
  theme: Theme;
  setTheme(theme: Theme): void;
}

const STORAGE_KEY = "vtp.theme";

export const ThemeContext = createContext<ThemeValue>({ theme: "system", setTheme: () => undefined });

export function useTheme(): ThemeValue {
  return useContext(ThemeContext);
}

export function storedTheme(): Theme {
  const stored = localStorage.getItem(STORAGE_KEY);
  return THEMES.find((theme) => theme === stored) ?? "system";
}

export function applyTheme(theme: Theme): void {
  localStorage.setItem(STORAGE_KEY, theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
