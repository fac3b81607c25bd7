import { Trash2 } from 'lucide-react';
import { can } from '@/features/stores/status';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { DomainSetting, NameSetting } from './TextSettings';
import { PlanSetting } from './PlanSetting';
import { RevisionSetting } from './RevisionSetting';
import { Setting } from '@/ui/Setting';
import type { TabProps } from './StorePage';
import { SuspendSetting } from './SuspendSetting';
import { VersionSetting } from './VersionSetting';

export function Settings({ store, onRemove, onSearch }: TabProps) {
  if (!can(store).edit) {
    return (
      <Notice title={store.status === 'DELETED' ? 'This store is deleted' : 'This store is being deleted'}>
        <p>Nothing of it can be changed any more.</p>
      </Notice>
    );
  }
  return (
    <div className="max-w-4xl divide-y divide-line rounded-lg border bg-surface">
      <NameSetting store={store} />
      <DomainSetting store={store} />
      <PlanSetting store={store} />
      <VersionSetting store={store} />
      <SuspendSetting store={store} />
      <RevisionSetting
        store={store}
        onCompare={(revision, against) => onSearch({ tab: 'manifest', revision, against })}
      />
      <Setting title="Delete" hint="Removes the store with all its data. You see what goes before anything happens.">
        <Button look="danger" onClick={onRemove}>
          <Trash2 /> Delete…
        </Button>
      </Setting>
    </div>
  );
}
