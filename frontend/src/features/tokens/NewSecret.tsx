import { useEffect, useRef } from 'react';
import { apiOrigin } from '@/api/client';
import { Copy } from '@/ui/Copy';
import { Notice } from '@/ui/Notice';
import { absolute } from '@/ui/Time';
import type { MadeToken } from './queries';

/** The secret, which nobody can be shown again, and what to do with it. */
export function NewSecret({ made }: { made: MadeToken }) {
  const place = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone.
  useEffect(() => place.current?.focus(), []);
  const example = `curl -H "Authorization: Bearer ${made.secret}" ${apiOrigin()}/api/v1/stores`;
  return (
    <div ref={place} tabIndex={-1} className="space-y-4 no-ring">
      <Notice tone="warn" role="alert" title="Copy it now: it is not shown again">
        <p>
          Keep it like a password. Whoever has it may do what its scopes say until {absolute(made.token.expires_at)}, or
          until you revoke it.
        </p>
      </Notice>
      <Line name="Token" text={made.secret} copy="Copy the token" />
      <Line name="Try it" text={example} copy="Copy the command" />
    </div>
  );
}

function Line({ name, text, copy }: { name: string; text: string; copy: string }) {
  return (
    <div>
      <p className="mb-1 text-sm font-medium">{name}</p>
      <div className="flex items-start gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all">{text}</code>
        <Copy text={text} label={copy} />
      </div>
    </div>
  );
}
