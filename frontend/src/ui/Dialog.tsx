import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { useRef, type ReactNode } from 'react';
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
  /** Whether it stays where somebody presses Escape or beside it: for what cannot be shown again. */
  firm?: boolean;
}

/**
 * The focus goes to the field that is marked, and in the end back to where it was. Not by autoFocus: that would move it
 * before anybody could note where it came from. Radix gives it back to a trigger only, and these dialogs have none.
 */
function useFocus(): { enter: (event: Event) => void; leave: (event: Event) => void } {
  const origin = useRef<Element | null>(null);
  return {
    enter: (event) => {
      origin.current = document.activeElement;
      const wanted = (event.currentTarget as HTMLElement).querySelector<HTMLElement>('[data-autofocus]');
      if (wanted) {
        event.preventDefault();
        wanted.focus();
      }
    },
    leave: (event) => {
      event.preventDefault();
      if (origin.current instanceof HTMLElement && origin.current.isConnected) {
        origin.current.focus();
      }
    },
  };
}

const stay = (event: Event): void => event.preventDefault();

/** A modal dialog: keeps the focus inside, gives it back, closes with Escape. On a phone it fills the width. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  wide = false,
  firm = false,
}: DialogProps) {
  const focus = useFocus();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={focus.enter}
          onCloseAutoFocus={focus.leave}
          {...(firm && { onEscapeKeyDown: stay, onPointerDownOutside: stay })}
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
