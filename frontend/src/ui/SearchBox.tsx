import { Search } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { cx } from './cx';
import { inputClass } from './Field';
import { Kbd } from './Parts';

const SETTLE = 180;

/** What is typed shows at once and is asked for a moment later, or as soon as the box is left. */
export function SearchBox({
  text,
  onText,
  placeholder,
  className,
  shortcut = false,
}: {
  text: string;
  onText: (text: string) => void;
  placeholder: string;
  className: string;
  shortcut?: boolean;
}) {
  const [typed, setTyped] = useState(text);
  const asked = useRef(text);
  const send = useRef(onText);
  useEffect(() => {
    send.current = onText;
  });
  // The address changed by other means, such as the browser's back button.
  useEffect(() => {
    if (text !== asked.current) {
      asked.current = text;
      setTyped(text);
    }
  }, [text]);
  const wanted = typed.trim();
  const ask = useCallback(() => {
    if (wanted !== asked.current) {
      asked.current = wanted;
      send.current(wanted);
    }
  }, [wanted]);
  useEffect(() => {
    const timer = setTimeout(ask, SETTLE);
    return () => clearTimeout(timer);
  }, [ask]);
  return (
    <div className={cx('relative', className)}>
      <Search aria-hidden size={15} className="pointer-events-none absolute top-2 left-2.5 text-muted" />
      <input
        type={shortcut ? 'search' : 'text'}
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={ask}
        className={cx(inputClass, 'pl-8 [&::-webkit-search-cancel-button]:appearance-none')}
      />
      {shortcut && typed === '' && (
        <span aria-hidden className="pointer-events-none absolute top-1.5 right-2 hidden sm:block">
          <Kbd>/</Kbd>
        </span>
      )}
    </div>
  );
}
