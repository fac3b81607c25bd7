import { useEffect } from 'react';
import { Toaster as Sonner, toast as sonner } from 'sonner';
import { takeSayings, useSayings } from './toast';

export function Toaster({ dark }: { dark: boolean }) {
  const sayings = useSayings();
  // After the place itself is there: it shows only what comes later.
  useEffect(() => {
    takeSayings().forEach(({ kind, words, options }) => sonner[kind](words, options));
  }, [sayings]);
  return (
    <Sonner
      theme={dark ? 'dark' : 'light'}
      position="bottom-right"
      closeButton
      toastOptions={{
        style: {
          background: 'var(--raised)',
          color: 'var(--ink)',
          border: '1px solid var(--line)',
          fontFamily: 'inherit',
          fontSize: '13px',
        },
      }}
    />
  );
}
