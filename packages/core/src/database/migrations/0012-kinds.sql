-- What every kind of case needs: numbers, fields, who opened it, several conversations, a timeline, and the
-- nouns that its fields point at (docs/decisions/0017).

alter table service_case
  add column number text,
  -- Checked against the kind's declaration by the server; those that only staff may know stand apart.
  add column fields jsonb not null default '{}',
  add column internal_fields jsonb not null default '{}',
  add column tags text[] not null default '{}',
  add column opener_id uuid references member,
  -- A customer and a worker have one such case, whatever else they have.
  add column one_per_pair boolean not null default false,
  -- What it was opened with, to tell a resend from another case under the same client_id.
  add column opening_hash text,
  -- Position of the last change that customers may know of; `revision` is that of any change.
  add column public_revision bigint not null default 0,
  -- Who had it before: it must leave their lists.
  add column former_assignee_ids uuid[] not null default '{}',
  -- Its own conversation, or one that it shares. Without a foreign key: the case is written first.
  add column conversation_id uuid;
update service_case c
  set opener_id = c.customer_id,
      public_revision = c.revision,
      conversation_id = (select v.id from conversation v where v.case_id = c.id);
comment on column service_case.number is 'What people read out: the number of a claim, a ticket, a parcel.';
create unique index service_case_number on service_case (organization_id, kind, number) where number is not null;
-- Looked for by its beginning.
create index service_case_number_prefix on service_case (organization_id, number text_pattern_ops)
  where number is not null;
create index service_case_of_opener on service_case (opener_id) where opener_id is not null;
create unique index service_case_pair on service_case (organization_id, kind, customer_id, assignee_id)
  where one_per_pair;

-- Where each person of a case has a conversation of their own with whoever does the work: that person and that
-- worker; else both are null.
alter table conversation
  add column with_id uuid references member,
  add column worker_id uuid references member,
  add check ((with_id is null) = (worker_id is null));
-- The last number that was given to a case of a kind. Openings of an organization follow one another.
create table case_numbering (
  organization_id uuid not null references organization,
  kind text not null,
  last_number bigint not null check (last_number > 0),
  primary key (organization_id, kind)
);

-- Every change of a case. `revision` is its position in the organization's journal; one change may be
-- several entries, in the order of `place`.
create table timeline_entry (
  case_id uuid not null references service_case,
  revision bigint not null,
  place smallint not null,
  id uuid not null unique,
  organization_id uuid not null references organization,
  at timestamptz not null,
  actor_id uuid references member,
  subject text not null
    check (subject in ('opened', 'status', 'assignee', 'priority', 'tags', 'field', 'note')),
  field text,
  from_value text,
  to_value text,
  reason text,
  note text,
  -- For the people who do the work only.
  internal boolean not null default false,
  told_at timestamptz,
  primary key (case_id, revision, place)
);
insert into timeline_entry (case_id, revision, place, id, organization_id, at, actor_id, subject, from_value, to_value,
                            note, told_at)
  select (e.data -> 'case' ->> 'id')::uuid, e.seq, 0, gen_random_uuid(), e.organization_id, e.at, e.actor_id,
    case when e.data -> 'change' ->> 'from' is null then 'opened' else 'status' end,
    e.data -> 'change' ->> 'from', e.data -> 'change' ->> 'to', e.data -> 'change' ->> 'note',
    case when e.data -> 'case' ->> 'conversation_id' is not null then e.at end
  from event e where e.type = 'case.changed' and e.stream_id = e.organization_id;

create table department (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null check (name <> '')
);
create unique index department_name on department (organization_id, lower(name));

create table category (
  id uuid primary key,
  organization_id uuid not null references organization,
  kind text not null,
  name text not null check (name <> '')
);
create unique index category_name on category (organization_id, kind, lower(name));

create table equipment (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null check (name <> ''),
  type text not null,
  serial_number text,
  department_id uuid references department,
  holder_id uuid references member
);
create index equipment_of_organization on equipment (organization_id, lower(name));
create unique index equipment_serial_number on equipment (organization_id, serial_number)
  where serial_number is not null;

create table warranty (
  id uuid primary key,
  organization_id uuid not null references organization,
  number text not null check (number <> ''),
  product text not null,
  serial_number text,
  customer_id uuid not null references member,
  starts_on date not null,
  ends_on date not null,
  coverage text not null default '',
  cancelled boolean not null default false,
  created_at timestamptz not null,
  check (starts_on <= ends_on)
);
create unique index warranty_number on warranty (organization_id, number);
create index warranty_of_customer on warranty (customer_id);
create index service_case_of_warranty on service_case ((fields -> 'warranty' ->> 'id'))
  where fields ? 'warranty';

-- Somebody to whom a case can be addressed, as they present themselves: a garage with its hours.
create table workplace (
  member_id uuid primary key references member,
  organization_id uuid not null references organization,
  name text not null check (name <> ''),
  about text not null default '',
  address text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  services text[] not null default '{}',
  opening_hours jsonb not null default '[]',
  check ((latitude is null) = (longitude is null))
);
create index workplace_of_organization on workplace (organization_id);

alter table member add column department_id uuid references department;

do $$
declare one text;
begin
  foreach one in array array['case_numbering', 'timeline_entry', 'department', 'category', 'equipment', 'warranty',
                             'workplace']
  loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one);
  end loop;
end $$;

-- A timeline is written once and never rewritten.
grant select, insert on timeline_entry to relais_runtime;
grant select, insert, update on case_numbering, department, category, equipment, warranty, workplace
  to relais_runtime;
