/** A refusal or a failure of the API, in the words of the server where it said any (RFC 9457). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | null;
  readonly retryAfter: number | null;
  readonly fields: Readonly<Record<string, string>>;

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail: string;
    requestId?: string | null;
    retryAfter?: number | null;
    fields?: Record<string, string>;
  }) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.requestId = problem.requestId ?? null;
    this.retryAfter = problem.retryAfter ?? null;
    this.fields = problem.fields ?? {};
  }
}

interface ProblemBody {
  title?: unknown;
  detail?: unknown;
  code?: unknown;
  request_id?: unknown;
  errors?: unknown;
}

/** Reads a refusal; whatever the server (or a proxy before it) answered, the result says something useful. */
export function problemOf(response: Response, body: unknown): ApiError {
  const problem: ProblemBody = typeof body === 'object' && body !== null ? body : {};
  return new ApiError({
    status: response.status,
    code: text(problem.code) ?? `HTTP_${response.status}`,
    title: text(problem.title) ?? titleOf(response.status),
    detail: text(problem.detail) ?? `The server answered with status ${response.status} and no explanation.`,
    requestId: text(problem.request_id) ?? response.headers.get('X-Request-Id'),
    retryAfter: retryAfterOf(response),
    fields: fieldsOf(problem.errors),
  });
}

/** No answer came at all. */
export function unreachable(cause: unknown): ApiError {
  return new ApiError({
    status: 0,
    code: 'UNREACHABLE',
    title: 'The server cannot be reached',
    detail:
      cause instanceof Error && cause.name === 'TimeoutError'
        ? 'The server did not answer in time. What was asked may still happen; look again before you repeat it.'
        : 'No answer came from the server. Check that it runs and that this browser is online.',
  });
}

/** Anything thrown, as an ApiError. */
export function toApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError
    ? thrown
    : new ApiError({
        status: -1,
        code: 'UNEXPECTED',
        title: 'Something went wrong in this page',
        detail: thrown instanceof Error ? thrown.message : String(thrown),
      });
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 ? value : null;
}

function titleOf(status: number): string {
  return status >= 500 ? 'The server failed' : 'The request was refused';
}

function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('Retry-After');
  if (header === null) {
    return null;
  }
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : null;
}

function fieldsOf(errors: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const error of Array.isArray(errors) ? (errors as { field?: unknown; message?: unknown }[]) : []) {
    const field = text(error.field);
    if (field !== null) {
      fields[field] = sentence(text(error.message) ?? 'not valid');
    }
  }
  return fields;
}

/** The server begins with the field's name; beside the field it stands as a sentence. */
function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
