import type { ErrorCode } from './types';

/** The gateway could not be reached at all. */
export const UNREACHABLE = 'UNREACHABLE';

/** An answer of the gateway that is not a success; `code` is its own word for what went wrong. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode | typeof UNREACHABLE | 'UNEXPECTED',
    message: string,
  ) {
    super(message);
  }
}

const ATTENDED_MS = 60_000;
let touchedAt = Date.now();

/** Somebody is at the page. What the page asks unattended does not keep the session alive at the gateway. */
export function touched(): void {
  touchedAt = Date.now();
}

export const isAttended = () => Date.now() - touchedAt < ATTENDED_MS;

let sessionEnded: () => void = () => {};

/** Called once the gateway no longer knows the session that this page believes in. */
export function onSessionEnded(listener: () => void): void {
  sessionEnded = listener;
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const error = (body as { error?: { code?: ErrorCode; message?: string } } | null)?.error;
  return new ApiError(response.status, error?.code ?? 'UNEXPECTED', error?.message ?? '');
}

interface Call {
  method?: string;
  body?: unknown;
  signal?: AbortSignal;
}

/** One JSON call; every state-changing one carries the header that a foreign page cannot set. */
export async function call<T>(path: string, { method = 'GET', body, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Lienvien'] = '1';
  if (!isAttended()) headers['X-Lienvien-Background'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, UNREACHABLE, '');
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const error = await errorOf(response);
  // A wrong password is a 401 too, but says nothing about the session.
  if (error.status === 401 && error.code !== 'BAD_CREDENTIALS') sessionEnded();
  throw error;
}

/** A query string of the parameters that say something. */
export function query(parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}`;
}
