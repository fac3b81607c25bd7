import createClient from 'openapi-fetch';
import { learnTime } from '@/ui/clock';
import { identityHeaders, signalUnauthorized } from './identity';
import { problemOf, unreachable } from './problem';
import type { paths } from './schema';

/** Where the API is: the dashboard's own origin, unless it was built for another one. */
export const API_URL: string = apiUrl(import.meta.env['VITE_API_URL']);

function apiUrl(configured: unknown): string {
  return typeof configured === 'string' ? configured.replace(/\/+$/, '') : '';
}

/** Longest wait for an answer; longer than the server's own deadlines. */
const PATIENCE = 40_000;

/** The API's address as a program outside of this page needs it. */
export function apiOrigin(): string {
  return API_URL || window.location.origin;
}

/** As `ask`; and where the server no longer knows who asks, everybody hears of it. */
export async function send(input: Request | string, init: RequestInit = {}): Promise<Response> {
  const response = await ask(input, init);
  if (response.status === 401) {
    signalUnauthorized();
  }
  return response;
}

/** A fetch that knows the caller, learns the server's time, and fails with an ApiError only. */
export async function ask(input: Request | string, init: RequestInit = {}): Promise<Response> {
  const request = typeof input === 'string' ? new Request(resolve(input), init) : input;
  for (const [name, value] of Object.entries(identityHeaders(request.method))) {
    request.headers.set(name, value);
  }
  const sent = Date.now();
  let response: Response;
  try {
    response = await fetch(request, { credentials: API_URL ? 'include' : 'same-origin' });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') {
      throw cause;
    }
    throw unreachable(cause);
  }
  learnTime(response.headers.get('Date'), sent, Date.now());
  return response;
}

function resolve(path: string): string {
  return path.startsWith('/') ? apiOrigin() + path : path;
}

const client = createClient<paths>({
  // Outside of a browser there is no origin; whoever imports this there asks nothing.
  baseUrl: API_URL || ((globalThis as { location?: Location }).location?.origin ?? ''),
  fetch: (request: Request) =>
    send(new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE)]) })),
});

/** Operations by method and path, typed by the server's own contract. */
export const api = client;

/** The data of an answer; throws the server's refusal as an ApiError. */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw problemOf(response, error);
  }
  return data as T;
}
