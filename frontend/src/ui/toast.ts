import type { ExternalToast } from 'sonner';
import { useSyncExternalStore } from 'react';

/** Something to say in passing. */
export interface Saying {
  kind: 'success' | 'error';
  words: string;
  options: ExternalToast | undefined;
}

// What nobody has shown yet; null until there is anything at all, so that no page fetches code for what it never says.
let waiting: readonly Saying[] | null = null;
const listeners = new Set<() => void>();

function say(kind: Saying['kind'], words: string, options?: ExternalToast): void {
  waiting = [...(waiting ?? []), { kind, words, options }];
  listeners.forEach((listener) => listener());
}

export const toast = {
  success: (words: string, options?: ExternalToast) => say('success', words, options),
  error: (words: string, options?: ExternalToast) => say('error', words, options),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is to be shown; null as long as there never was anything. */
export function useSayings(): readonly Saying[] | null {
  return useSyncExternalStore(subscribe, () => waiting);
}

/** Gives out what is to be shown, once. */
export function takeSayings(): readonly Saying[] {
  const taken = waiting ?? [];
  if (taken.length > 0) {
    waiting = [];
  }
  return taken;
}
