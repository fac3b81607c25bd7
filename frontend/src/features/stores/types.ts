import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Store = Schemas['Store'];
export type StorePage = Schemas['StorePage'];
export type Phase = Store['status'];
export type EngineId = Store['engine'];
export type PlanId = Store['plan'];
export type Engine = Schemas['Engine'];
export type Plan = Schemas['Plan'];
export type Detail = Schemas['StoreDetail'];
export type LiveObject = Schemas['LiveResource'];
export type Step = Schemas['Step'];
export type TimelineEntry = Schemas['StoreEvent'];
export type Revision = Schemas['Revision'];
export type NewStore = Schemas['NewStore'];
/** What can be changed of a store; `null` removes the domain. */
export type StoreEdit = Schemas['StoreEdit'];
