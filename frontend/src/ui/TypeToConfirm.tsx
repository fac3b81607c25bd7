/** The label of a field that wants a name word for word before something is destroyed. */
export function TypeToConfirm({ name }: { name: string }) {
  return (
    <>
      Type <bdi className="rounded bg-sunken px-1 break-all">{name}</bdi> to confirm
    </>
  );
}
