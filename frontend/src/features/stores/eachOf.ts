const AT_ONCE = 4;

/** Does something to each of many, a few at a time; one that fails does not stop the others. */
export async function eachOf<T>(
  items: readonly T[],
  act: (item: T) => Promise<void>,
  onProgress?: (done: number) => void,
): Promise<{ failed: { item: T; error: unknown }[] }> {
  const failed: { item: T; error: unknown }[] = [];
  const queue = [...items];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await act(item);
      } catch (error) {
        failed.push({ item, error });
      }
      done += 1;
      onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { failed };
}
