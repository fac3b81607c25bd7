import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './Button';
import { cx } from './cx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
}

/**
 * The focus goes to the field that is marked. Not by autoFocus: that would move it before the dialog has noted where it
 * came from, and it could not be given back.
 */
function focusWanted(event: Event): void {
  const wanted = (event.currentTarget as HTMLElement).querySelector<HTMLElement>('[data-autofocus]');
  if (wanted) {
    event.preventDefault();
    wanted.focus();
  }
}

/** A modal dialog: keeps the focus inside, gives it back, closes with Escape. On a phone it fills the width. */
export function Dialog({ open, onClose, title, description, children, footer, wide = false }: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusWanted}
          className={cx(
            'fixed inset-x-3 z-50 mx-auto flex max-h-[calc(100dvh-24px)] animate-enter flex-col rounded-xl bg-raised shadow-float',
            'top-3 sm:top-[12vh] sm:max-h-[80vh]',
            wide ? 'max-w-2xl' : 'max-w-lg',
          )}
        >
          <div className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-lg font-semibold break-words">{title}</Primitive.Title>
              {description !== undefined && (
                <Primitive.Description className="mt-0.5 text-sm text-muted">{description}</Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <Button look="quiet" size="icon-sm" aria-label="Close" className="-mr-2">
                <X />
              </Button>
            </Primitive.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
          {footer !== undefined && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3">{footer}</div>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
