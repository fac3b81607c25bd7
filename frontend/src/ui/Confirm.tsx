import type { ReactNode } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';

/** Asks before something is done that cannot be taken back, or that somebody else will notice. */
export function Confirm({
  title,
  description,
  action,
  danger = true,
  busy,
  disabled = false,
  onConfirm,
  onClose,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** What the button says. */
  action: string;
  danger?: boolean;
  busy: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button look={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
