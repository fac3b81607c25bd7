-- Who did what. An entry is written in the transaction of the act; a moment later it gets its place in the chain of hashes.
create table audit_log (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default clock_timestamp(),
  actor         text not null,
  proof         text not null,
  address       text not null,
  request_id    text not null,
  action        text not null,
  store         text,
  subject       text,
  before_digest text,
  after_digest  text,
  seq           bigint unique,
  hash          text check ((seq is null) = (hash is null))
);
create index audit_log_unsealed on audit_log (id) where seq is null;
create index audit_log_by_store on audit_log (store, id desc) where store is not null;
create index audit_log_by_actor on audit_log (actor, id desc);
create index audit_log_by_action on audit_log (action, id desc);

-- Where the chain begins (at nothing, or after the last entry that retention has removed) and where it ends.
create table audit_chain (
  only_one    boolean primary key default true check (only_one),
  anchor_seq  bigint not null default 0,
  anchor_hash text not null default repeat('0', 64),
  head_seq    bigint not null default 0,
  head_hash   text not null default repeat('0', 64)
);
insert into audit_chain default values;

-- Against accidents and careless statements. Who owns the database can remove the trigger; the chain is against them.
create function audit_log_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
     and to_jsonb(new) - 'seq' - 'hash' = to_jsonb(old) - 'seq' - 'hash' then
    return new;
  end if;
  if tg_op = 'DELETE' and current_setting('storeweaver.audit_retention', true) = 'on' then
    return old;
  end if;
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function audit_log_is_append_only();
