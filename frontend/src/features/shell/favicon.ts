import { useEffect } from 'react';
import type { Tone } from '@/ui/Badge';

const dots: Partial<Record<Tone, string>> = { bad: '#e5484d', busy: '#7d9bff', good: '#30a46c', warn: '#f5a524' };

/** The mark with a dot in the colour of the state, so that a tab in the background tells. */
export function iconFor(tone: Tone | null): string {
  const dot = tone === null ? undefined : dots[tone];
  if (dot === undefined) {
    return '/mark.svg';
  }
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1d2a4d"/>' +
    '<g fill="none" stroke-width="3" stroke-linecap="round"><path stroke="#7d9bff" d="M10.5 7v7M10.5 19v6M21.5 7v1.2M21.5 14v11"/>' +
    '<path stroke="#fff" d="M7 11.3h.6M13.4 11.3H25M7 20.7h11.6M24.4 20.7h.6"/></g>' +
    `<circle cx="24" cy="24" r="8" fill="#fff"/><circle cx="24" cy="24" r="6" fill="${dot}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Title and icon of the browser's tab. */
export function usePageHead(title: string, tone: Tone | null): void {
  useEffect(() => {
    document.title = title === '' ? 'Store Weaver' : `${title} · Store Weaver`;
  }, [title]);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link) {
      link.href = iconFor(tone);
    }
  }, [tone]);
}
