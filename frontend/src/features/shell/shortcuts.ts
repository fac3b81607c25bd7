import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Keys that work everywhere: Ctrl/Cmd-K for commands, `/` to search, `c` to create, `g s` for the stores. */
export function useShortcuts(openPalette: () => void): void {
  const navigate = useNavigate();
  const open = useRef(openPalette);
  useEffect(() => {
    open.current = openPalette;
  });
  useEffect(() => {
    let afterG = false;
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open.current();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      }
      if (document.querySelector('[role="dialog"]') !== null) {
        return;
      }
      if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (search) {
          event.preventDefault();
          search.focus();
        }
      } else if (event.key === 'c') {
        event.preventDefault();
        void navigate({ to: '/', search: { new: true } });
      } else if (afterG && event.key === 's') {
        void navigate({ to: '/' });
      }
      afterG = event.key === 'g';
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
}
