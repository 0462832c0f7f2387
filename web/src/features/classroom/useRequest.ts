// Asks something of the server and tells the person if it was refused.
import { useCallback } from "react";
import { useToast } from "../../ui";
import { useClassroom } from "./classroomContext";
import { RequestError } from "./core/connection";
import type { RequestName, Requests } from "./core/protocol";
import { useClassText, type ClassText } from "./texts";

const REASONS = {
  OFFLINE: "class.refused.offline",
  NO_ANSWER: "class.refused.noAnswer",
  FEATURE_DISABLED: "class.refused.disabled",
  INSUFFICIENT_PERMISSIONS: "class.refused.notAllowed",
  PARTICIPANT_NOT_FOUND: "class.refused.gone",
  MESSAGE_NOT_FOUND: "class.refused.noMessage",
  POLL_CLOSED: "class.refused.pollClosed",
  RATE_LIMITED: "code.RATE_LIMITED",
  VALIDATION_FAILED: "code.VALIDATION_FAILED",
} as const;

function isKnown(code: string): code is keyof typeof REASONS {
  return code in REASONS;
}

export function reasonOf(error: unknown, t: ClassText): string {
  const code = error instanceof RequestError ? error.code : "";
  return t(isKnown(code) ? REASONS[code] : "error.server.short");
}

export type AskServer = <Name extends RequestName>(
  event: Name,
  payload: Requests[Name][0],
) => Promise<boolean>;

/** The promise tells whether it was done. */
export function useRequest(): AskServer {
  const classroom = useClassroom();
  const attempt = useAttempt();
  return useCallback((event, payload) => attempt(() => classroom.ask(event, payload)), [classroom, attempt]);
}

/** The same for work that consists of more than one request. */
export function useAttempt(): (work: () => Promise<unknown>) => Promise<boolean> {
  const toast = useToast();
  const t = useClassText();
  return useCallback(
    async (work) => {
      try {
        await work();
        return true;
      } catch (error) {
        toast({ tone: "danger", text: reasonOf(error, t) });
        return false;
      }
    },
    [toast, t],
  );
}
