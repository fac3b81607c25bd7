-- Who may sign in. An account without an e-mail address cannot: demo mode makes such, and a closed account becomes one.
alter table accounts
  add column email         text check (length(email) between 3 and 254),
  add column email_key     text unique,
  add column password      text check (password like '$argon2id$%'),
  add column role          text not null default 'user' check (role in ('user', 'operator')),
  add column max_cpu       numeric check (max_cpu >= 0),
  add column max_memory    numeric check (max_memory >= 0),
  add column max_disk      numeric check (max_disk >= 0),
  add column suspended_at  timestamptz,
  add column closed_at     timestamptz,
  add column signed_in_at  timestamptz,
  add check ((email is null) = (email_key is null) and (email is null) = (password is null));
create index accounts_by_age on accounts (created_at, id);

-- What a browser holds is random; what is kept is its SHA-256.
create table sessions (
  secret       bytea primary key check (length(secret) = 32),
  account      text not null references accounts (id) on delete cascade,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz not null default now()
);
create index sessions_by_account on sessions (account);

create table tokens (
  id           text primary key,
  account      text not null references accounts (id) on delete cascade,
  name         text not null check (length(name) between 1 and 100),
  secret       bytea not null unique check (length(secret) = 32),
  hint         text not null,
  scopes       text[] not null check (scopes <@ array['stores:read', 'stores:write', 'credentials:read', 'admin'] and cardinality(scopes) > 0),
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index tokens_by_account on tokens (account, created_at desc);

-- One-time tokens for the first operator's account, one for each start of a replica, until there is an operator.
create table setup_tokens (
  secret     bytea primary key check (length(secret) = 32),
  created_at timestamptz not null default now()
);

-- Requests counted in windows. Unlogged: a crash forgets them, and no request waits for a disk.
create unlogged table rate_windows (
  rule       text not null,
  subject    text not null,
  started_at timestamptz not null default now(),
  used       bigint not null,
  primary key (rule, subject)
);
create index rate_windows_age on rate_windows (started_at);
