import { Badge } from '@/ui/Badge';
import { statusLook } from './status';
import type { Phase } from './types';

export function StatusBadge({ status }: { status: Phase }) {
  const { word, tone, icon, moving } = statusLook(status);
  return (
    <Badge tone={tone} icon={icon} spin={moving}>
      {word}
    </Badge>
  );
}
