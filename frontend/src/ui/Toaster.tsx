import { Toaster as Sonner } from 'sonner';

export function Toaster({ dark }: { dark: boolean }) {
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
