-- The nouns of Relais, their journal, and the walls between organizations.
--
-- The server works as relais_runtime, which owns nothing and cannot bypass row-level security. Every
-- transaction names the organizations it acts for (relais.organizations); rows of others do not
-- exist for it. Without that setting no row exists at all.
--
-- Settings are read through `(select …)` so that the planner evaluates them once a statement
-- instead of once a row.

create function relais_organizations() returns uuid[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('relais.organizations', true), ''), '{}')::uuid[];

create table organization (
  id uuid primary key,
  name text not null,
  slug text not null unique,
  kinds text[] not null,
  language text not null default 'fr' check (language in ('fr', 'en')),
  created_at timestamptz not null default now()
);

create table member (
  id uuid primary key,
  organization_id uuid not null references organization,
  email text not null unique check (email = lower(email)),
  full_name text not null,
  phone text,
  role text not null check (role in ('customer', 'worker', 'agent', 'manager', 'admin')),
  language text not null default 'fr' check (language in ('fr', 'en')),
  password_hash text not null,
  active boolean not null default true,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
comment on table member is 'A person with an account. (user is a reserved word of SQL.)';
create index member_of_organization on member (organization_id);

-- One sign-in on one device. Its refresh tokens are a chain: each is used once.
create table sign_in (
  id uuid primary key,
  organization_id uuid not null references organization,
  member_id uuid not null references member,
  client text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed_out', 'refresh_reused', 'deactivated'))
);
create index sign_in_of_member on sign_in (member_id) where ended_at is null;

create table refresh_token (
  token_hash bytea primary key,
  organization_id uuid not null references organization,
  sign_in_id uuid not null references sign_in on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_attempt text
);
create index refresh_token_of_sign_in on refresh_token (sign_in_id);

-- Single-use passes for a socket whose address is visible to others (wire.md).
create table socket_ticket (
  ticket_hash bytea primary key,
  organization_id uuid not null references organization,
  member_id uuid not null references member on delete cascade,
  sign_in_id uuid not null references sign_in on delete cascade,
  expires_at timestamptz not null
);

create table service_case (
  id uuid primary key,
  organization_id uuid not null references organization,
  kind text not null,
  title text not null,
  description text not null default '',
  address text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  status text not null,
  customer_id uuid not null references member,
  assignee_id uuid references member,
  client_id text,
  revision bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((latitude is null) = (longitude is null))
);
comment on column service_case.revision is
  'Position of the last change in the organization''s journal; lists catch up by it.';
create index service_case_by_revision on service_case (organization_id, revision);
create index service_case_of_customer on service_case (customer_id);
create index service_case_of_assignee on service_case (assignee_id) where assignee_id is not null;
create unique index service_case_client_id on service_case (customer_id, client_id) where client_id is not null;

create table conversation (
  id uuid primary key,
  organization_id uuid not null references organization,
  case_id uuid not null references service_case,
  created_at timestamptz not null,
  closed_at timestamptz
);
create unique index conversation_of_case on conversation (case_id);

create table participant (
  conversation_id uuid not null references conversation,
  member_id uuid not null references member,
  organization_id uuid not null references organization,
  joined_at timestamptz not null,
  delivered_number bigint not null default 0,
  read_number bigint not null default 0,
  primary key (conversation_id, member_id),
  check (read_number <= delivered_number)
);
create index participant_of_member on participant (member_id);

-- The current state of every message. `number` is dense within its conversation: page n is arithmetic,
-- and no plan can read more than a page (see docs/decisions/0003).
-- No foreign keys on the two tables of the hot path: the writer has just read the conversation, and
-- rows are only ever written beside one another in one transaction.
create table message (
  conversation_id uuid not null,
  number bigint not null check (number > 0),
  organization_id uuid not null,
  id uuid not null,
  seq bigint not null,
  kind text not null check (kind in ('text', 'system')),
  sender_id uuid,
  text text not null,
  system json,
  client_id text,
  created_at timestamptz not null,
  primary key (conversation_id, number)
);
create unique index message_client_id on message (conversation_id, sender_id, client_id)
  where client_id is not null;

-- The journal. A stream is a conversation or an organization; `seq` has no gap within its stream.
-- `transaction_id` lets a consumer read everything committed, in a stable order, without missing a
-- transaction that was numbered early and committed late.
create table event (
  stream_id uuid not null,
  seq bigint not null check (seq > 0),
  organization_id uuid not null,
  type text not null,
  actor_id uuid,
  at timestamptz not null,
  data json not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (stream_id, seq)
);
create index event_feed on event (organization_id, transaction_id);

-- Where each reaction to the journal has come (P6).
create table consumer_cursor (
  consumer text not null,
  organization_id uuid not null references organization,
  transaction_id xid8 not null,
  primary key (consumer, organization_id)
);

-- What awaits a person in each conversation: how many messages of others lie after `read_number` and up
-- to `last_number`. Kept by a consumer of the journal, never by a command. The newest message itself is
-- looked up by its number.
create table notification_counter (
  member_id uuid not null,
  conversation_id uuid not null,
  organization_id uuid not null,
  unread integer not null check (unread >= 0),
  read_number bigint not null,
  last_number bigint not null,
  primary key (member_id, conversation_id)
);

-- Read once at the start by the owner; the runtime role has no right on it.
create table platform_secret (
  name text primary key,
  value bytea not null
);

-- Row-level security, on and forced on every table.
do $$
declare one record;
begin
  for one in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = current_schema() and c.relkind = 'r'
  loop
    execute format('alter table %I enable row level security', one.relname);
    execute format('alter table %I force row level security', one.relname);
    -- The owner maintains: migrations, backups, creating organizations. The server is never the owner.
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one.relname);
  end loop;
  for one in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
             where n.nspname = current_schema() and c.relkind = 'r'
  loop
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one.relname);
  end loop;
end $$;

create policy own_organization on organization to relais_runtime
  using (id = any ((select relais_organizations())::uuid[]));
-- Reactions visit every organization in turn: they may list them, nothing more.
create policy directory on organization for select to relais_runtime
  using ((select current_setting('relais.directory', true)) = 'on');
-- Sign-in knows an e-mail address before it knows the organization: exactly that row is visible.
create policy by_email on member for select to relais_runtime
  using (email = (select current_setting('relais.sign_in_email', true)));

-- What the server may do at all. It never deletes history and never rewrites the journal.
grant select on organization to relais_runtime;
grant select, insert, update on member, sign_in, refresh_token, service_case, conversation, participant,
  consumer_cursor, notification_counter to relais_runtime;
grant delete on refresh_token to relais_runtime;
grant select, insert, delete on socket_ticket to relais_runtime;
grant select, insert on message, event to relais_runtime;
