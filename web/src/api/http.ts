// Requests with the cookie credential: CSRF header, one silent refresh after 401, errors as ApiError.
import { errorFromResponse, networkError } from "./error";

export const API_ROOT = "/api/v1";

type Listener = () => void;
const signedOutListeners = new Set<Listener>();
let refreshing: Promise<boolean> | null = null;

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

/** Rotates the refresh cookie. Requests that fail at the same time share one rotation. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= send(
    new Request(new URL(`${API_ROOT}/auth/refresh`, window.location.origin), {
      method: "POST",
      headers: { "X-Requested-With": "vtp-web", "Content-Type": "application/json" },
      body: "{}",
    }),
  )
    .then((response) => response.ok)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
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
