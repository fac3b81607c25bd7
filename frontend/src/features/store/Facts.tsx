import { isWebAddress } from '@/features/stores/status';
import { engineName } from '@/features/stores/EngineIcon';
import type { Detail, Store } from '@/features/stores/types';
import { AccountName } from '@/features/users/AccountName';
import { Copy } from '@/ui/Copy';
import { Card, Fact } from '@/ui/Parts';
import { Ago } from '@/ui/Time';

export function Facts({ store, detail }: { store: Store; detail: Detail | undefined }) {
  return (
    <Card title="Store">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3.5">
        <Fact name="Engine">
          {engineName(store.engine)} <span className="figures">{store.engine_version}</span>
        </Fact>
        <Fact name="Chart">
          <span className="figures">{store.chart_version}</span>
          {store.revision != null && <span className="figures text-muted"> · revision {store.revision}</span>}
        </Fact>
        <Fact name="Plan">
          <span className="capitalize">{store.plan}</span>
        </Fact>
        <Fact name="Pods ready">
          <span className="figures">{podsReady(detail)}</span>
        </Fact>
        <Fact name="Restarts">
          <span className="figures">{detail?.available ? (detail.pod_restarts ?? 0) : 'unknown'}</span>
        </Fact>
        <Fact name="Owner">
          <AccountName id={store.owner} />
        </Fact>
        <Fact name="Created">
          <Ago time={store.created_at} suffix />
        </Fact>
        <Fact name="Ready since">{store.ready_at != null ? <Ago time={store.ready_at} suffix /> : '–'}</Fact>
      </dl>
      <dl className="mt-4 grid gap-3 border-t pt-4">
        <Address name="Shop" url={store.store_url} />
        <Address name="Admin" url={store.admin_url} />
        <Copyable name="Namespace" text={store.namespace} />
        <Copyable name="Helm release" text={store.helm_release} />
      </dl>
      {detail !== undefined && !detail.available && (
        <p className="mt-3 border-t pt-3 text-xs text-muted">
          The cluster cannot be asked at the moment: {detail.reason}
        </p>
      )}
    </Card>
  );
}

function podsReady(detail: Detail | undefined): string {
  if (!detail?.available) {
    return detail === undefined ? '–' : 'unknown';
  }
  const pods = (detail.resources ?? []).filter((object) => object.kind === 'Pod' && !/^Job\//.test(object.owner ?? ''));
  const ready = pods.filter((pod) => {
    const [up, of] = (pod.ready ?? '').split('/');
    return up !== undefined && up === of && up !== '0';
  });
  return `${ready.length} of ${pods.length}`;
}

function Address({ name, url }: { name: string; url: string | null | undefined }) {
  if (!isWebAddress(url)) {
    return <Fact name={name}>Not known yet</Fact>;
  }
  return (
    <Fact name={name} action={<Copy text={url} label={`Copy the address of the ${name.toLowerCase()}`} />}>
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className="rounded break-all text-accent underline-offset-2 hover:underline"
      >
        {url}
      </a>
    </Fact>
  );
}

function Copyable({ name, text }: { name: string; text: string }) {
  return (
    <Fact name={name} action={<Copy text={text} label={`Copy the ${name.toLowerCase()}`} />}>
      <code className="text-xs break-all">{text}</code>
    </Fact>
  );
}
