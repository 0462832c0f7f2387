// Access to the uploads from any page.
import { createContext, useContext, useSyncExternalStore } from "react";
import type { UploadManager } from "./core/uploadManager";
import type { UploadView } from "./core/uploadTask";

export const UploadContext = createContext<UploadManager | null>(null);

export function useUploadManager(): UploadManager {
  const manager = useContext(UploadContext);
  if (!manager) throw new Error("useUploadManager is used outside UploadProvider");
  return manager;
}

export function useUploads(): readonly UploadView[] {
  const manager = useUploadManager();
  return useSyncExternalStore(manager.subscribe, manager.getViews);
}
