// A client of the tus 1.0.0 upload protocol, as far as rows E47-E49 of the API need it.
import { API_ROOT, apiFetch } from "../../../api";
import { ApiError, errorFromResponse } from "../../../api/error";
import { refreshSession } from "../../../api/http";

const VERSION = { "Tus-Resumable": "1.0.0" } as const;

export interface Sent {
  offset: number;
  /** Set by the server when the last byte has arrived. */
  recordingId: string | null;
}

export interface TusClient {
  create(length: number, metadata: Readonly<Record<string, string>>): Promise<string>;
  offsetOf(address: string): Promise<number>;
  send(
    address: string,
    offset: number,
    chunk: Blob,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<Sent>;
  recordingOf(address: string): Promise<string | null>;
  terminate(address: string): Promise<void>;
}

export const tus: TusClient = {
  async create(length, metadata) {
    const response = await request("POST", `${API_ROOT}/uploads`, {
      "Upload-Length": String(length),
      "Upload-Metadata": encodeMetadata(metadata),
    });
    const location = response.headers.get("Location");
    if (!location)
      throw new ApiError("server", response.status, "INTERNAL_ERROR", "no Location in the answer");
    return new URL(location, window.location.origin).pathname;
  },

  async offsetOf(address) {
    const response = await request("HEAD", address);
    return readOffset(response.headers.get("Upload-Offset"), response.status);
  },

  async send(address, offset, chunk, onSent, signal) {
    let answer = await patch(address, offset, chunk, onSent, signal);
    if (answer.status === 401 && (await refreshSession()))
      answer = await patch(address, offset, chunk, onSent, signal);
    if (answer.status >= 300) throw await errorFromResponse(asResponse(answer));
    return {
      offset: readOffset(answer.getResponseHeader("Upload-Offset"), answer.status),
      recordingId: answer.getResponseHeader("X-Recording-Id"),
    };
  },

  async recordingOf(address) {
    const response = await request("GET", address);
    const { recording_id } = (await response.json()) as { recording_id: string | null };
    return recording_id;
  },

  async terminate(address) {
    await request("DELETE", address);
  },
};

/** Values are UTF-8 in base64, pairs separated by commas. */
export function encodeMetadata(metadata: Readonly<Record<string, string>>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${btoa(String.fromCodePoint(...new TextEncoder().encode(value)))}`)
    .join(",");
}

async function request(
  method: string,
  address: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await apiFetch(new Request(address, { method, headers: { ...VERSION, ...headers } }));
  if (!response.ok) throw await errorFromResponse(response);
  return response;
}

// fetch cannot tell how much of a body was sent, so chunks travel by XMLHttpRequest.
function patch(
  address: string,
  offset: number,
  chunk: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    const abort = () => sender.abort();
    const finish = (settle: () => void) => {
      signal.removeEventListener("abort", abort);
      settle();
    };
    sender.open("PATCH", address);
    sender.setRequestHeader("Tus-Resumable", VERSION["Tus-Resumable"]);
    sender.setRequestHeader("Upload-Offset", String(offset));
    sender.setRequestHeader("Content-Type", "application/offset+octet-stream");
    sender.setRequestHeader("X-Requested-With", "vtp-web");
    sender.upload.onprogress = (event) => onSent(event.loaded);
    sender.onload = () => finish(() => resolve(sender));
    sender.onerror = () =>
      finish(() => reject(new ApiError("network", 0, "NETWORK", "the connection broke")));
    sender.onabort = () => finish(() => reject(new DOMException("aborted", "AbortError")));
    signal.addEventListener("abort", abort);
    if (signal.aborted) finish(() => reject(new DOMException("aborted", "AbortError")));
    else sender.send(chunk);
  });
}

function asResponse(answer: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["Retry-After", "X-Request-Id"]) {
    const value = answer.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(answer.responseText, { status: answer.status, statusText: answer.statusText, headers });
}

function readOffset(text: string | null, status: number): number {
  const offset = Number.parseInt(text ?? "", 10);
  if (Number.isNaN(offset))
    throw new ApiError("server", status, "INTERNAL_ERROR", "no Upload-Offset in the answer");
  return offset;
}
