import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toApiError, type ApiError } from '@/api/problem';
import { Refusal, useRefusal } from '@/features/shell/Refusal';
import { createStore } from '@/features/stores/actions';
import { absorbStore } from '@/features/stores/cache';
import { enginesQuery, plansQuery, quotaQuery, storeKeys } from '@/features/stores/queries';
import type { EngineId, PlanId, Store } from '@/features/stores/types';
import { Field } from '@/ui/Field';
import { FormDialog } from '@/ui/FormDialog';
import { Failure } from '@/ui/Notice';
import { EngineCards } from './EngineCards';
import { PlanChoice } from './PlanChoice';
import { Preview } from './Preview';
import { usePreview } from './usePreview';

/** Two answers make a store: its name and its engine. */
export function CreateDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (store: Store) => void }) {
  const client = useQueryClient();
  const engines = useQuery(enginesQuery);
  const plans = useQuery(plansQuery);
  const quota = useQuery(quotaQuery);
  const [name, setName] = useState('');
  const [engine, setEngine] = useState<EngineId>('woocommerce');
  const [plan, setPlan] = useState<PlanId>('starter');
  const [tried, setTried] = useState(false);
  // Pressing twice, or again after an answer was lost, must not make two stores.
  const key = useRef<{ for: string; key: string }>({ for: '', key: '' });

  const wanted = { name: name.trim(), engine, plan };
  const preview = usePreview(wanted);
  const create = useMutation({
    mutationFn: () => {
      const asked = JSON.stringify(wanted);
      if (key.current.for !== asked) {
        key.current = { for: asked, key: randomKey() };
      }
      return createStore(wanted, key.current.key);
    },
    onSuccess: (store) => {
      absorbStore(client, store);
      void client.invalidateQueries({ queryKey: storeKeys.lists });
      void client.invalidateQueries({ queryKey: quotaQuery.queryKey });
      onCreated(store);
    },
    onError: () => {
      key.current = { for: '', key: '' };
    },
  });

  const { error: refusal, wait } = useRefusal({ error: create.error, at: create.submittedAt });
  const nameError = fieldError('name', wanted.name, tried, refusal, preview.refusal);
  const otherRefusal = generalRefusal(refusal) ?? generalRefusal(preview.refusal);

  const submit = (): void => {
    setTried(true);
    if (wanted.name !== '') {
      create.mutate();
    }
  };

  return (
    <FormDialog
      wide
      onClose={onClose}
      title="New store"
      description="A shop with its own database, address and limits. It is ready in moments."
      action="Create store"
      busy={create.isPending}
      disabled={wait > 0 || !engines.isSuccess}
      onSubmit={submit}
      className="space-y-4 pt-1"
    >
      <Field
        label="Name"
        name="name"
        data-autofocus
        autoComplete="off"
        dir="auto"
        placeholder="Corner Shop"
        value={name}
        error={nameError}
        hint={<Preview host={preview.host} pending={preview.pending} />}
        onChange={(event) => {
          setName(event.target.value);
          create.reset();
        }}
      />
      {engines.isError && <Failure error={toApiError(engines.error)} onRetry={() => void engines.refetch()} />}
      <EngineCards engines={engines.data} value={engine} onChange={setEngine} />
      <PlanChoice plans={plans.data} engine={engine} value={plan} onChange={setPlan} />
      <Quota used={quota.data?.stores.used} limit={quota.data?.stores.limit} />
      {otherRefusal !== null && <Refusal error={otherRefusal} wait={wait} />}
    </FormDialog>
  );
}

function Quota({ used, limit }: { used: number | undefined; limit: number | undefined }) {
  if (used === undefined || limit === undefined) {
    return <p className="h-4" />;
  }
  const left = limit - used;
  return (
    <p className="figures text-xs text-muted">
      {left > 0
        ? `This will be store ${used + 1} of the ${limit.toLocaleString()} you may have.`
        : `You have ${used.toLocaleString()} of ${limit.toLocaleString()} stores: delete one to make room.`}
    </p>
  );
}

function fieldError(
  field: string,
  value: string,
  tried: boolean,
  refusal: ApiError | null,
  previewed: ApiError | null,
): string | null {
  if (value === '') {
    return tried ? 'A name is required' : null;
  }
  const error =
    refusal?.fields[field] !== undefined ? refusal : previewed?.fields[field] !== undefined ? previewed : null;
  if (error === null) {
    return null;
  }
  return error.code === 'NAME_TAKEN' ? error.message : (error.fields[field] ?? error.message);
}

/** What is not about a field that is shown. */
function generalRefusal(refusal: ApiError | null): ApiError | null {
  return refusal !== null && refusal.fields['name'] === undefined ? refusal : null;
}

function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
