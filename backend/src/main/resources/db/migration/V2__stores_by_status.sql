-- A list says how many stores there are of each status; this answers it without reading the rows.
create index stores_by_status on stores (owner, status) where phase <> 'DELETED';
