import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Database, Globe, Layers } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { toast } from '@/ui/toast';
import { toApiError } from '@/api/problem';
import { removeStore } from '@/features/stores/actions';
import { eachOf } from '@/features/stores/eachOf';
import { bytes } from '@/features/stores/limits';
import { storeKeys } from '@/features/stores/queries';
import type { Detail, Store } from '@/features/stores/types';
import { detailQuery } from '@/features/store/queries';
import { Field } from '@/ui/Field';
import { FormDialog } from '@/ui/FormDialog';
import { Notice } from '@/ui/Notice';
import { Progress, Skeleton } from '@/ui/Parts';
import { TypeToConfirm } from '@/ui/TypeToConfirm';

const MOST_LISTED = 10;

/** Says exactly what goes, and asks for the name: what is deleted here is gone. */
export function RemoveDialog({
  stores,
  onClose,
  onRemoved,
}: {
  stores: Store[];
  onClose: () => void;
  onRemoved?: () => void;
}) {
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const [failed, setFailed] = useState<{ item: Store; error: unknown }[]>([]);
  const [first] = stores;
  const single = stores.length === 1 && first !== undefined ? first : null;
  const asked = single?.name ?? `delete ${stores.length} stores`;
  const matches = sameText(typed, asked);

  const submit = async (): Promise<void> => {
    setFailed([]);
    setDone(0);
    const outcome = await eachOf(stores, async (store) => void (await removeStore(store.id)), setDone);
    void client.invalidateQueries({ queryKey: storeKeys.lists });
    stores.forEach((store) => void client.invalidateQueries({ queryKey: storeKeys.store(store.id) }));
    if (outcome.failed.length > 0) {
      setFailed(outcome.failed);
      setDone(null);
      return;
    }
    toast.success(single ? `“${single.name}” is being deleted` : `${stores.length} stores are being deleted`);
    onRemoved?.();
    onClose();
  };

  return (
    <FormDialog
      onClose={onClose}
      title={
        single ? (
          <>
            Delete “<bdi>{single.name}</bdi>”?
          </>
        ) : (
          `Delete ${stores.length} stores?`
        )
      }
      description="This cannot be undone. Products, orders and customers go too."
      keep={single ? 'Keep it' : 'Keep them'}
      action={single ? 'Delete for good' : `Delete ${stores.length} stores for good`}
      danger
      disabled={!matches}
      busy={done !== null}
      onSubmit={() => void submit()}
      className="space-y-4 pt-1"
    >
      <WhatGoes stores={stores} />
      <Field
        label={<TypeToConfirm name={asked} />}
        name="confirm"
        dir="auto"
        autoComplete="off"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {done !== null && !single && <Progress done={done} total={stores.length} label="Deletions asked for" />}
      {failed.length > 0 && (
        <Notice
          tone="bad"
          role="alert"
          title={failed.length === 1 ? 'One deletion was refused' : `${failed.length} deletions were refused`}
        >
          <ul className="mt-1 space-y-1">
            {failed.map(({ item, error }) => (
              <li key={item.id}>
                <bdi className="font-medium">{item.name}</bdi>: {toApiError(error).message}
                {toApiError(error).requestId !== null && (
                  <span className="text-muted"> (request {toApiError(error).requestId})</span>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </FormDialog>
  );
}

function WhatGoes({ stores }: { stores: Store[] }) {
  const listed = stores.slice(0, MOST_LISTED);
  const details = useQueries({ queries: listed.map((store) => ({ ...detailQuery(store.id), staleTime: 0 })) });
  return (
    <div>
      <h3 className="mb-2 text-sm font-medium">What goes</h3>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-lg border text-sm" data-testid="what-goes">
        {listed.map((store, at) => (
          <li key={store.id} className="p-3">
            {stores.length > 1 && (
              <p className="mb-1.5 truncate font-medium">
                <bdi>{store.name}</bdi>
              </p>
            )}
            <dl className="space-y-1.5">
              <Going icon={<Layers />} name="Namespace" value={store.namespace} note="with everything in it" />
              <Volumes detail={details[at]?.data} pending={details[at]?.isPending ?? true} />
              <Going
                icon={<Globe />}
                name="Address"
                value={[store.host, store.custom_domain].filter(Boolean).join(', ')}
                note="is free again"
              />
            </dl>
          </li>
        ))}
        {stores.length > listed.length && (
          <li className="p-3 text-muted">and {stores.length - listed.length} more, each with all of the above</li>
        )}
      </ul>
    </div>
  );
}

function Volumes({ detail, pending }: { detail: Detail | undefined; pending: boolean }) {
  if (pending) {
    return <Skeleton className="h-4 w-56" />;
  }
  if (!detail?.available) {
    return (
      <Going
        icon={<Database />}
        name="Volumes"
        value="All of them"
        note={`the cluster cannot be asked which at the moment${detail?.reason ? `: ${detail.reason}` : ''}`}
      />
    );
  }
  const volumes = (detail.resources ?? []).filter((object) => object.kind === 'PersistentVolumeClaim');
  if (volumes.length === 0) {
    return <Going icon={<Database />} name="Volumes" value="None yet" />;
  }
  return volumes.map((volume) => (
    <Going
      key={volume.name}
      icon={<Database />}
      name="Volume"
      value={volume.name}
      note={volume.size ? bytes(volume.size) : undefined}
    />
  ));
}

function Going({
  icon,
  name,
  value,
  note,
}: {
  icon: ReactNode;
  name: string;
  value: string;
  note?: string | undefined;
}) {
  return (
    <div className="flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted">
      {icon}
      <dt className="w-20 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 break-all">
        {value}
        {note !== undefined && <span className="break-normal text-muted"> {note}</span>}
      </dd>
    </div>
  );
}

/** What looks the same is the same: names may hold composed or decomposed letters. */
function sameText(a: string, b: string): boolean {
  return a.trim().normalize('NFC') === b.trim().normalize('NFC');
}
