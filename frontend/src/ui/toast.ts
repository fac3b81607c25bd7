import type { ExternalToast } from 'sonner';

type Kind = 'success' | 'error';

// The library is fetched with the first thing there is to say.
function say(kind: Kind, words: string, options?: ExternalToast): void {
  void import('sonner').then(({ toast }) => toast[kind](words, options));
}

export const toast = {
  success: (words: string, options?: ExternalToast) => say('success', words, options),
  error: (words: string, options?: ExternalToast) => say('error', words, options),
};
