/** The address that the store will get. */
export function Preview({ host, pending }: { host: string | null; pending: boolean }) {
  if (host === null) {
    return 'The address is made from the name.';
  }
  return (
    <span className={pending ? 'opacity-60' : undefined}>
      Address: <span className="font-medium text-ink">{host}</span>
    </span>
  );
}
