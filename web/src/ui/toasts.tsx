// Short messages about what just happened, each with an optional way back.
import { createContext, useContext } from "react";

export interface Toast {
  text: string;
  tone?: "good" | "danger";
  undo?: () => void;
}

export type ShowToast = (toast: Toast) => void;

export const ToastContext = createContext<ShowToast>(() => undefined);

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
