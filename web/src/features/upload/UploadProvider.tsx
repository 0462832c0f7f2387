// Keeps uploads running while the person walks through the pages, and warns before they leave the application.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useUser } from "../../app/session";
import { UploadManager } from "./core/uploadManager";
import { UploadContext } from "./uploads";

export function UploadProvider({ children }: { children: ReactNode }) {
  const { user_id } = useUser();
  return (
    <UploadsOf key={user_id} userId={user_id}>
      {children}
    </UploadsOf>
  );
}

function UploadsOf({ userId, children }: { userId: string; children: ReactNode }) {
  const client = useQueryClient();
  const [manager] = useState(() => new UploadManager(userId));

  useEffect(() => manager.activate(), [manager]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (manager.wouldLoseWork) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [manager]);

  // Lists of recordings and lectures change when a file has arrived and when it can be watched.
  useEffect(() => {
    let before = milestones(manager);
    return manager.subscribe(() => {
      const now = milestones(manager);
      if (now === before) return;
      before = now;
      void client.invalidateQueries({ queryKey: ["courses"] });
      void client.invalidateQueries({ queryKey: ["recordings"] });
    });
  }, [manager, client]);

  return <UploadContext value={manager}>{children}</UploadContext>;
}

function milestones(manager: UploadManager): string {
  return manager
    .getViews()
    .filter(({ recordingId }) => recordingId !== null)
    .map(({ recordingId, status }) => `${recordingId}:${status}`)
    .join();
}
