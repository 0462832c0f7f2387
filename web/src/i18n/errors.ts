// Server errors in the reader's language: by code, else by kind, never a bare code.
import { useMemo } from "react";
import { isApiError, type ApiError, type FieldError } from "../api/error";
import { useLocale, type Translate } from "./context";
import type { MessageKey } from "./dictionary";

export interface ErrorText {
  /** One sentence, for a form or a toast. */
  short(error: unknown): string;
  /** Title and advice, for a page that could not be shown. */
  full(error: unknown): { title: string; advice: string };
  field(detail: FieldError | undefined): string | undefined;
}

type HasText = (key: string) => key is MessageKey;

export function useErrorText(): ErrorText {
  const { t, has } = useLocale();
  return useMemo(() => makeErrorText(t, has), [t, has]);
}

function makeErrorText(t: Translate, has: HasText): ErrorText {
  function codeKey(code: string): MessageKey | undefined {
    const key = `code.${code}`;
    return has(key) ? key : undefined;
  }
  function short(error: unknown): string {
    if (!isApiError(error)) return t("error.unexpected.title");
    if (error.kind === "network") return t("error.network.short");
    const key = codeKey(error.code);
    const minutes = Math.max(1, Math.ceil((error.retryAfterSeconds ?? 0) / 60));
    return key ? t(key, { minutes }) : t("error.server.short");
  }
  return {
    short,
    full(error) {
      const kind = pageKind(error);
      return { title: t(`error.${kind}.title`), advice: t(`error.${kind}.advice`) };
    },
    field(detail) {
      if (!detail) return undefined;
      const key = codeKey(detail.code);
      return key ? t(key) : t("code.VALIDATION_FAILED");
    },
  };
}

type PageKind = "network" | "notFound" | "forbidden" | "busy" | "server" | "unexpected";

function pageKind(error: unknown): PageKind {
  if (!isApiError(error)) return "unexpected";
  return kindOf(error);
}

function kindOf(error: ApiError): PageKind {
  if (error.kind === "network") return "network";
  if (error.status === 404) return "notFound";
  if (error.status === 403) return "forbidden";
  if (error.status === 429 || error.status === 503) return "busy";
  return "server";
}
