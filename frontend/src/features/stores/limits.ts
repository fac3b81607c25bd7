/** What a plan permits, in words. */
export function limitWords(limits: Record<string, unknown> | undefined): string[] {
  const cpu = quantity(limits?.['cpu']);
  return [
    cpu === null ? null : `${trimmed(cpu)} CPU`,
    limits?.['memoryLimit'] === undefined ? null : `${bytes(limits['memoryLimit'])} memory`,
    limits?.['storage'] === undefined ? null : `${bytes(limits['storage'])} disk`,
  ].filter((words) => words !== null);
}

const factors: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/** A Kubernetes quantity as a number: `500m` is 0.5, `1Gi` is 1073741824; null where it is none. */
export function quantity(text: unknown): number | null {
  const match = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(
    typeof text === 'string' || typeof text === 'number' ? String(text) : '',
  );
  return match === null ? null : Number(match[1]) * (factors[match[2] ?? ''] ?? 1);
}

/** A Kubernetes quantity of bytes for people: `1.5 GiB`. */
export function bytes(text: unknown): string {
  const value = quantity(text);
  if (value === null) {
    return String(text);
  }
  for (const [unit, size] of [
    ['TiB', 1024 ** 4],
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ] as const) {
    if (value >= size) {
      return `${trimmed(value / size)} ${unit}`;
    }
  }
  return `${value} B`;
}

export function trimmed(value: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: value < 10 ? 2 : 0 });
}
