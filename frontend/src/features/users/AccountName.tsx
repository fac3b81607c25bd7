import { useNames } from './names';

/** An account by its name; its id is in the title. */
export function AccountName({ id }: { id: string }) {
  return <bdi title={id}>{useNames()(id)}</bdi>;
}
