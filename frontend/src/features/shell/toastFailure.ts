import { toApiError, type ApiError } from '@/api/problem';
import { toast } from '@/ui/toast';

/** Shows a refusal where the user is; a failure is never swallowed. */
export function toastFailure(thrown: unknown, what: string): ApiError {
  const error = toApiError(thrown);
  toast.error(what, {
    description: error.requestId ? `${error.message} (request ${error.requestId})` : error.message,
    duration: 10_000,
  });
  return error;
}
