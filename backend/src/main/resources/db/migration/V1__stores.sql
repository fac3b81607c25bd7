-- Times are timestamptz and are compared by the database's clock only.

create table accounts (
  id         text primary key check (length(id) between 1 and 200),
  max_stores integer check (max_stores >= 0),
  created_at timestamptz not null default now()
);

-- Charts are kept by version so that a revision can be rendered again long after the release that brought it.
create table charts (
  engine      text not null check (engine in ('woocommerce', 'medusa')),
  version     text not null,
  app_version text not null,
  digest      text not null,
  archive     bytea not null,
  created_at  timestamptz not null default now(),
  primary key (engine, version)
);

create sequence store_changes;

create table stores (
  -- identity: written once, by the API
  id                  text primary key check (id ~ '^[a-z]([a-z0-9-]*[a-z0-9])?$' and length(id) <= 53),
  owner               text not null references accounts (id),
  namespace           text not null unique,
  slug                text not null,
  host                text not null,
  engine              text not null check (engine in ('woocommerce', 'medusa')),
  storefront          boolean not null,
  admin_email         text not null,
  admin_username      text not null,
  created_at          timestamptz not null default now(),

  -- spec: written by the API only
  name                text not null check (length(name) between 1 and 200),
  name_key            text not null,
  plan                text not null check (plan in ('starter', 'standard', 'business')),
  chart_version       text not null,
  custom_domain       text,
  suspended           boolean not null default false,
  halted              boolean not null default false,
  retries             integer not null default 0,
  generation          bigint not null default 1,
  version             bigint not null default 1,
  updated_at          timestamptz not null default now(),
  delete_requested_at timestamptz,

  -- queue: when to look at the store next, and how often somebody asked for it
  next_reconcile_at   timestamptz default now(),
  lane                smallint not null default 0 check (lane between 0 and 2),
  wakes               bigint not null default 0,

  -- lease: written by the claim
  fence               bigint not null default 0,
  lease_holder        text,
  lease_until         timestamptz,
  slot                text check (slot in ('provision', 'delete')),

  -- status: written by the holder of the fence only
  phase               text not null default 'PENDING' check (phase in
                        ('PENDING', 'PROVISIONING', 'READY', 'DEGRADED', 'SUSPENDED', 'UPDATING', 'FAILED', 'DELETING', 'DELETED')),
  observed_generation bigint not null default 0,
  conditions          jsonb not null default '[]',
  waiting_for         jsonb,
  failure_reason      text,
  attempts            integer not null default 0,
  deadline_at         timestamptz,
  applied_digest      text,
  applied_revision    integer,
  credentials_revision text,
  engine_version      text,
  store_url           text,
  admin_url           text,
  ready_at            timestamptz,
  deleted_at          timestamptz,

  change_seq          bigint not null default nextval('store_changes'),

  -- what a client sees, derived so that an accepted change shows at once although no worker has looked at it yet
  status              text not null generated always as (
    case
      when phase = 'DELETED' then 'DELETED'
      when delete_requested_at is not null then 'DELETING'
      when generation <> observed_generation and ready_at is not null then 'UPDATING'
      when generation <> observed_generation or phase = 'PENDING' then 'PROVISIONING'
      else phase
    end) stored
);

create unique index stores_live_name on stores (owner, name_key) where phase <> 'DELETED';
create unique index stores_live_host on stores (host) where phase <> 'DELETED';
create unique index stores_live_domain on stores (custom_domain) where custom_domain is not null and phase <> 'DELETED';
create index stores_by_owner on stores (owner, created_at desc, id);
create index stores_live on stores (created_at desc, id) where phase <> 'DELETED';
create index stores_due on stores (next_reconcile_at) where next_reconcile_at is not null;
create index stores_slots on stores (slot) where slot is not null;
create index stores_changes on stores (change_seq);

create function announce_store_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('store_changes', new.id);
  return null;
end $$;

create trigger store_created after insert on stores
  for each row execute function announce_store_change();
create trigger store_changed after update of change_seq on stores
  for each row when (old.change_seq is distinct from new.change_seq) execute function announce_store_change();

create table store_events (
  id       bigint generated always as identity primary key,
  store_id text not null references stores (id),
  at       timestamptz not null default clock_timestamp(),
  type     text not null check (type in ('Normal', 'Warning')),
  reason   text not null,
  resource text,
  message  text not null,
  actor    text
);
create index store_events_by_store on store_events (store_id, id desc);

-- One row a revision: what was applied, so that it can be shown, compared, pruned and gone back to.
create table releases (
  store_id      text not null references stores (id),
  revision      integer not null check (revision > 0),
  digest        text not null,
  chart_version text not null,
  chart_digest  text not null,
  plan          text not null,
  suspended     boolean not null,
  description   text not null,
  manifest      text not null,
  inventory     jsonb not null,
  started_at    timestamptz not null default now(),
  applied_at    timestamptz,
  primary key (store_id, revision)
);

-- What a client gave in confidence, sealed with the platform's key, until it is in the store's own Secret.
create table sealed_inputs (
  store_id text primary key references stores (id) on delete cascade,
  sealed   bytea not null
);

create table idempotency_keys (
  owner       text not null,
  key         text not null check (length(key) between 1 and 255),
  fingerprint bytea not null,
  status      integer,
  location    text,
  body        text,
  created_at  timestamptz not null default now(),
  primary key (owner, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
