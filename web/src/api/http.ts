// Requests with the cookie credential: CSRF header, one silent refresh after 401, errors as ApiError.
import { errorFromResponse, networkError } from "./error";

export const API_ROOT = "/api/v1";

type Listener = () => void;
const signedOutListeners = new Set<Listener>();
let refreshing: Promise<string | null> | null = null;

/** Calls the listener when the server no longer knows us and a refresh did not help. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** fetch for our API; also for uploads and playlists, which need the same treatment of 401. */
export async function apiFetch(request: Request): Promise<Response> {
  request.headers.set("X-Requested-With", "vtp-web");
  const retry = request.clone();
  const response = await send(request);
  if (response.status !== 401 || isCredentialRoute(request.url)) return response;
  if (await refreshSession()) return send(retry);
  signedOutListeners.forEach((listener) => listener());
  return response;
}

/** Rotates the refresh cookie; tells whether the session goes on. */
export async function refreshSession(): Promise<boolean> {
  return (await renewAccess()) !== null;
}

/** As `refreshSession`, with the new access token. Requests that fail at the same time share one rotation. */
export function renewAccess(): Promise<string | null> {
  refreshing ??= send(
    new Request(new URL(`${API_ROOT}/auth/refresh`, window.location.origin), {
      method: "POST",
      headers: { "X-Requested-With": "vtp-web", "Content-Type": "application/json" },
      body: "{}",
    }),
  )
    .then((response) => (response.ok ? accessTokenOf(response) : null))
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

// Only connections that outlive their token need it in so many words; requests have the cookie.
async function accessTokenOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { access_token?: string } | null;
  return body?.access_token ?? "";
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw networkError(cause);
  }
}

// A 401 of these routes speaks of the password or token in the body, not of the session.
function isCredentialRoute(url: string): boolean {
  return /\/auth\/(login|register|refresh|change-password|reset-password|2fa\/verify)$/.test(
    new URL(url).pathname,
  );
}

export async function throwUnlessOk(response: Response): Promise<Response> {
  if (!response.ok) throw await errorFromResponse(response);
  return response;
}
