import { toApiError } from '@/api/problem';
import { Failure } from '@/ui/Notice';

/** A page that could not be shown at all. A new version of the dashboard may have replaced its files meanwhile. */
export function PageFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const missing = error instanceof TypeError && /module|import/i.test(error.message);
  return (
    <main className="mx-auto w-full max-w-2xl p-4 pt-[10vh]">
      <Failure
        error={
          missing
            ? {
                title: 'This part of the page could not be loaded',
                message: 'The server may be away, or it has been updated. Try again to load its present version.',
                requestId: null,
              }
            : toApiError(error)
        }
        onRetry={missing ? () => window.location.reload() : onRetry}
      />
    </main>
  );
}
