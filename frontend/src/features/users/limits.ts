import type { Limits } from './queries';

/** The limits that an account can have of its own. */
export const limitFields: { key: keyof Limits; word: string; say: (amount: string) => string }[] = [
  { key: 'max_stores', word: 'Live stores', say: (amount) => (amount === '1' ? '1 store' : `${amount} stores`) },
  { key: 'max_cpu', word: 'CPU (processors)', say: (amount) => `${amount} CPU` },
  { key: 'max_memory', word: 'Memory (GiB)', say: (amount) => `${amount} GiB memory` },
  { key: 'max_disk', word: 'Disk (GiB)', say: (amount) => `${amount} GiB disk` },
];

/** Limits of its own in words; nothing where the platform's hold. */
export function limitList(limits: Limits): string[] {
  return limitFields.flatMap(({ key, say }) => {
    const limit = limits[key];
    return limit === null ? [] : [say(limit.toLocaleString())];
  });
}

/** A limit as it was typed: a number from 0 on, `null` for the platform's, `undefined` where it is neither. */
export function parseLimit(text: string, whole: boolean): number | null | undefined {
  const typed = text.trim();
  if (typed === '') {
    return null;
  }
  const value = Number(typed);
  const good = Number.isFinite(value) && value >= 0 && value <= 1_000_000 && (!whole || Number.isInteger(value));
  return good ? value : undefined;
}
