import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Refusal, useRefusal } from '@/features/shell/Refusal';
import { Confirm } from '@/ui/Confirm';
import { Ago } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { revokeToken, tokensQuery, type Token } from './queries';

export function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: () => {
      toast.success(`“${token.name}” is revoked`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const { error, wait } = useRefusal({ error: revoke.error, at: revoke.submittedAt });
  return (
    <Confirm
      title={
        <>
          Revoke “<bdi>{token.name}</bdi>”?
        </>
      }
      description="It is refused from the next request on. This cannot be undone."
      action="Revoke"
      busy={revoke.isPending}
      disabled={wait > 0}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p className="mb-3 text-sm">
        {token.last_used_at === null ? (
          'It was never used.'
        ) : (
          <>
            It was last used <Ago time={token.last_used_at} suffix />: whatever uses it stops working.
          </>
        )}
      </p>
      {error !== null && <Refusal error={error} wait={wait} />}
    </Confirm>
  );
}
