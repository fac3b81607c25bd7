import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { toastFailure } from '@/features/shell/toastFailure';
import { Button } from '@/ui/Button';
import { exportAudit } from './queries';
import type { AuditSearch } from './search';

/** A browser may take a moment to begin saving. */
const KEPT_FOR = 60_000;

/** Saves what the filters let through; a plain link could not say who asks. */
export function ExportButton({ search }: { search: AuditSearch }) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => exportAudit(client, search),
    onSuccess: (lines) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(lines);
      link.download = 'audit.ndjson';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR);
    },
    onError: (error) => void toastFailure(error, 'The log could not be exported'),
  });
  return (
    <Button busy={save.isPending} title="All entries that match, oldest first, as NDJSON" onClick={() => save.mutate()}>
      {!save.isPending && <Download />} Export
    </Button>
  );
}
