import { expect, test } from 'vitest';
import type { LiveObject } from '@/features/stores/types';
import { objectsOf, partsOf } from './tree';

function object(kind: string, name: string, component: string | null, owner: string | null = null): LiveObject {
  return {
    kind,
    name,
    component,
    owner,
    status: 'Present',
    ready: null,
    age: null,
    created_at: null,
    node: null,
    size: null,
    restarts: kind === 'Pod' ? 0 : null,
  };
}

test('pods stand below what made them, also through a replica set', () => {
  const [shop, database] = partsOf([
    object('StatefulSet', 'mysql', 'database'),
    object('Deployment', 'wordpress', 'app'),
    object('Pod', 'mysql-0', 'database', 'StatefulSet/mysql'),
    object('Pod', 'wordpress-bg8hf9h-4swwz', 'app', 'ReplicaSet/wordpress-bg8hf9h'),
  ]);
  expect(shop?.name).toBe('Shop');
  expect(shop?.branches[0]?.children[0]?.object.name).toBe('wordpress-bg8hf9h-4swwz');
  expect(database?.branches[0]?.children[0]?.object.name).toBe('mysql-0');
});

test('all objects of a part are found, also those that others made', () => {
  const [part] = partsOf([
    object('Deployment', 'wordpress', 'app'),
    object('Pod', 'wordpress-bg8hf9h-4swwz', 'app', 'ReplicaSet/wordpress-bg8hf9h'),
  ]);
  expect(objectsOf(part?.branches ?? []).map((each) => each.kind)).toEqual(['Deployment', 'Pod']);
});

test('a pod whose maker is gone is still shown', () => {
  const [part] = partsOf([object('Pod', 'left-over', 'app', 'ReplicaSet/gone-abc')]);
  expect(part?.branches[0]?.object.name).toBe('left-over');
});

test('what belongs to no part comes last', () => {
  const parts = partsOf([
    object('ResourceQuota', 'q', null),
    object('Job', 's', 'setup'),
    object('Service', 'x', 'odd'),
  ]);
  expect(parts.map((part) => part.name)).toEqual(['Set-up', 'odd', 'Namespace']);
});
