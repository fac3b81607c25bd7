import { useSyncExternalStore } from 'react';
import { serverNow } from './clock';

const SECOND = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = serverNow();

// One ticker for every age on the page.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = serverNow();
    listeners.forEach((each) => each());
  }, SECOND);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's time, a second at a time. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** A span for people: `8 s`, `3 min`, `2 h`, `4 d`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** A duration with what matters of it: `850 ms`, `8.4 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < SECOND) {
    return `${Math.round(ms)} ms`;
  }
  if (ms < 60 * SECOND) {
    return `${(ms / SECOND).toFixed(1)} s`;
  }
  const seconds = Math.round(ms / SECOND);
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : span(ms);
}

export function absolute(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** How long ago something was; the exact time is in the title. */
export function Ago({ time, suffix = false }: { time: string; suffix?: boolean }) {
  const age = useNow() - Date.parse(time);
  return (
    <time dateTime={time} title={absolute(time)}>
      {suffix ? (age < 2 * SECOND ? 'just now' : `${span(age)} ago`) : span(age)}
    </time>
  );
}

const DAY = 86_400 * SECOND;

/** How long it is until something; the exact time is in the title. */
export function Until({ time }: { time: string }) {
  const left = Date.parse(time) - useNow();
  return (
    <time dateTime={time} title={absolute(time)}>
      in {left < 2 * DAY ? span(left) : `${Math.round(left / DAY)} d`}
    </time>
  );
}
