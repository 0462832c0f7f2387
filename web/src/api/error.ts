// What went wrong with a request: the server's answer (section 1.2 of the API), or no answer at all.

export interface FieldError {
  field: string;
  code: string;
  message: string;
}

export type FailureKind = "server" | "network";

export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly kind: FailureKind,
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: readonly FieldError[] = [],
    readonly requestId: string | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }

  field(name: string): FieldError | undefined {
    return this.details.find((detail) => detail.field === name);
  }
}

export function networkError(cause: unknown): ApiError {
  const message = cause instanceof Error ? cause.message : "The server cannot be reached";
  return new ApiError("network", 0, "NETWORK", message);
}

export function isApiError(value: unknown, code?: string): value is ApiError {
  return value instanceof ApiError && (code === undefined || value.code === code);
}

/** Reads the error object of a failed answer; a proxy in between may have sent something else. */
export async function errorFromResponse(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const fields = isRecord(body) ? body : {};
  return new ApiError(
    "server",
    response.status,
    text(fields.code) ?? "UNKNOWN",
    text(fields.error) ?? response.statusText,
    Array.isArray(fields.details) ? fields.details.filter(isFieldError) : [],
    text(fields.request_id) ?? response.headers.get("X-Request-Id"),
    retryAfter(response),
  );
}

function retryAfter(response: Response): number | null {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return Number.isNaN(seconds) ? null : seconds;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && text(value.field) !== null && text(value.code) !== null;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
