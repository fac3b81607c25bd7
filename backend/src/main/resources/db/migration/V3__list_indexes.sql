-- A cursor compares (key, id) in one direction, so an index serves it only with both columns in the same one; read backwards it serves
-- the other order too.
drop index stores_by_owner;
drop index stores_live;
create index stores_by_owner on stores (owner, created_at, id);
create index stores_by_owner_and_name on stores (owner, name_key, id) where phase <> 'DELETED';
create index stores_live on stores (created_at, id) where phase <> 'DELETED';
create index stores_live_by_name on stores (name_key, id) where phase <> 'DELETED';
