import type { ReactNode } from 'react';

/** A manifest with its keys and comments set apart. */
export function YamlText({ text }: { text: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label="Manifest"
      className="max-h-[max(320px,calc(100dvh-380px))] overflow-auto p-4 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
    >
      {text
        .trimEnd()
        .split('\n')
        .map((line, at) => (
          <span key={at} className="block">
            {coloured(line)}
            {'\n'}
          </span>
        ))}
    </pre>
  );
}

function coloured(line: string): ReactNode {
  if (/^\s*#/.test(line) || line === '---') {
    return <span className="text-muted">{line}</span>;
  }
  const match = /^(\s*(?:- )*)([^\s:][^:]*)(:)(\s.*)?$/.exec(line);
  if (!match) {
    return line;
  }
  return (
    <>
      {match[1]}
      <span className="text-accent">{match[2]}</span>
      {match[3]}
      {match[4]}
    </>
  );
}
