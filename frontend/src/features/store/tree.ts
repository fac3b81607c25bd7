import type { LiveObject } from '@/features/stores/types';

/** An object with what it made. */
export interface Branch {
  object: LiveObject;
  children: Branch[];
}

/** A part of the shop with its objects. */
export interface Part {
  name: string;
  branches: Branch[];
}

const partWords: Record<string, string> = {
  app: 'Shop',
  database: 'Database',
  setup: 'Set-up',
  storefront: 'Storefront',
  cache: 'Cache',
  '': 'Namespace',
};
const partOrder = ['app', 'storefront', 'database', 'cache', 'setup'];

export function partWord(component: string): string {
  return partWords[component] ?? component;
}

/** The objects by the part of the shop that they belong to, with pods below what made them. */
export function partsOf(objects: LiveObject[]): Part[] {
  const byName = new Map(objects.map((object) => [`${object.kind}/${object.name}`, object]));
  const children = new Map<LiveObject, LiveObject[]>();
  const roots: LiveObject[] = [];
  for (const object of objects) {
    const parent = byName.get(makerOf(object));
    if (parent) {
      children.set(parent, [...(children.get(parent) ?? []), object]);
    } else {
      roots.push(object);
    }
  }
  const branch = (object: LiveObject): Branch => ({ object, children: (children.get(object) ?? []).map(branch) });
  const parts = new Map<string, Branch[]>();
  for (const root of roots) {
    const component = root.component ?? '';
    parts.set(component, [...(parts.get(component) ?? []), branch(root)]);
  }
  return [...parts]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([component, branches]) => ({ name: partWord(component), branches }));
}

/** The objects of branches, each before what it made. */
export function objectsOf(branches: Branch[]): LiveObject[] {
  return branches.flatMap((branch) => [branch.object, ...objectsOf(branch.children)]);
}

// A Deployment makes its pods through a ReplicaSet that bears its name and a hash.
function makerOf(object: LiveObject): string {
  const owner = object.owner ?? '';
  const replicaSet = /^ReplicaSet\/(.+)-[^-]+$/.exec(owner);
  return replicaSet ? `Deployment/${replicaSet[1]}` : owner;
}

function rank(component: string): number {
  const at = partOrder.indexOf(component);
  return at >= 0 ? at : component === '' ? 100 : 50;
}
