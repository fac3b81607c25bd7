import { useEffect, useState } from 'react';

/** Whole seconds that are left of a wait that began at `from` (this browser's clock); 0 where there is none. */
export function useCountdown(seconds: number | null, from: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = seconds === null ? 0 : Math.max(0, Math.ceil((from + seconds * 1000 - Math.max(now, from)) / 1000));
  useEffect(() => {
    if (seconds === null) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [seconds, from]);
  return left;
}

export function Countdown({ seconds }: { seconds: number }) {
  return (
    <p role="timer" className="figures mt-1 text-xs">
      You can try again in {seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}.
    </p>
  );
}
