import { toApiError, type ApiError } from '@/api/problem';
import { Countdown, useCountdown } from '@/ui/Countdown';
import { Failure, Notice } from '@/ui/Notice';

/** What was refused, and the whole seconds until it may be tried again. */
export function useRefusal(asked: { error: unknown; at: number }): { error: ApiError | null; wait: number } {
  const error = asked.error ? toApiError(asked.error) : null;
  return { error, wait: useCountdown(error?.retryAfter ?? null, asked.at) };
}

/** Shows a refusal; one that passes by itself says when. */
export function Refusal({ error, wait, onRetry }: { error: ApiError; wait: number; onRetry?: () => void }) {
  if (error.retryAfter === null) {
    return <Failure error={error} onRetry={onRetry} />;
  }
  return (
    <Notice tone="warn" role="alert" title={error.title}>
      <p>{error.message}</p>
      {wait > 0 ? <Countdown seconds={wait} /> : <p className="mt-1 text-xs">You can try again now.</p>}
    </Notice>
  );
}

/** The same in a form, where what is about a field stands beside the field. */
export function FormRefusal({ error, wait }: { error: ApiError | null; wait: number }) {
  return error !== null && Object.keys(error.fields).length === 0 ? <Refusal error={error} wait={wait} /> : null;
}
