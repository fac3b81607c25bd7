import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './Button';

const SHOWN_FOR = 1500;

/** Copies a text; says so where it was pressed. */
export function Copy({ text, label }: { text: string; label: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (done) {
      const timer = setTimeout(() => setDone(false), SHOWN_FOR);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [done]);
  return (
    <Button
      look="quiet"
      size="icon-sm"
      aria-label={done ? 'Copied' : label}
      title={label}
      onClick={() => void copyText(text).then(setDone)}
    >
      {done ? <Check className="text-good" /> : <CopyIcon />}
      <span role="status" className="sr-only">
        {done ? 'Copied' : ''}
      </span>
    </Button>
  );
}

/** True where the clipboard took the text; over plain http to another machine browsers offer the old way only. */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
