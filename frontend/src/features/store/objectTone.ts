import { Check, CircleDashed, LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { LiveObject } from '@/features/stores/types';
import type { Tone } from '@/ui/Badge';

const good = new Set(['Ready', 'Running', 'Complete', 'Succeeded', 'Bound', 'Admitted', 'Present']);
const busy = new Set(['Progressing', 'Pending', 'ContainerCreating', 'PodInitializing', 'Terminating']);

/** How an object's own word for its state is to be taken. */
export function objectTone(object: LiveObject): { tone: Tone; icon: LucideIcon } {
  if (object.status === 'Present') {
    return { tone: 'quiet', icon: Check };
  }
  const [up, of] = (object.ready ?? '').split('/');
  if (object.kind === 'Pod' && object.status === 'Running' && up !== of) {
    return { tone: 'busy', icon: LoaderCircle };
  }
  if (good.has(object.status)) {
    return { tone: 'good', icon: Check };
  }
  if (busy.has(object.status) || (object.kind === 'Job' && object.status === 'Running')) {
    return { tone: 'busy', icon: LoaderCircle };
  }
  return object.status === 'Unknown' ? { tone: 'quiet', icon: CircleDashed } : { tone: 'bad', icon: TriangleAlert };
}
