import { useId, type ReactNode, type SubmitEvent } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';

/** A dialog that asks for something: fields, a button that sends them, and one that leaves things as they are. */
export function FormDialog({
  title,
  description,
  action,
  danger = false,
  keep = 'Cancel',
  wide = false,
  busy,
  disabled = false,
  onSubmit,
  onClose,
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** What the button says that sends the form. */
  action: string;
  danger?: boolean;
  /** What the other button says. */
  keep?: string;
  wide?: boolean;
  busy: boolean;
  disabled?: boolean;
  /** Never called while what was sent before is still under way. */
  onSubmit: () => void;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!busy && !disabled) {
      onSubmit();
    }
  };
  return (
    <Dialog
      open
      wide={wide}
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button type="submit" form={id} look={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled}>
            {action}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate className={className}>
        {children}
      </form>
    </Dialog>
  );
}
