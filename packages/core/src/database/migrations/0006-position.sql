-- Where people are (docs/protocol, 12). A share is a durable fact; of its positions only the last one and a
-- trace are kept, and both are erased when the case ends.

alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in ('text', 'system', 'position'));

create table position_share (
  id uuid primary key,
  organization_id uuid not null references organization,
  conversation_id uuid not null references conversation,
  member_id uuid not null references member,
  -- The sign-in that it was started with: it ends with it.
  sign_in_id uuid not null references sign_in,
  until text not null check (until in ('15_minutes', '1_hour', '8_hours', 'arrival')),
  destination json,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('stopped', 'time', 'arrived', 'closed')),
  -- What the newest position was, with the device's clock; and one that lies impossibly far from it, with
  -- how many others have stood by it since.
  last json,
  suspect json,
  received_at timestamptz,
  check ((ended_at is null) = (ended_because is null))
);
create unique index position_share_live on position_share (conversation_id, member_id) where ended_at is null;
create index position_share_due on position_share (organization_id, ends_at) where ended_at is null;
create index position_share_of_conversation on position_share (conversation_id);

create table position_trace (
  share_id uuid not null references position_share,
  number integer not null check (number > 0),
  organization_id uuid not null references organization,
  latitude double precision not null,
  longitude double precision not null,
  accuracy_m double precision not null,
  at timestamptz not null,
  primary key (share_id, number)
);

-- How much longer the roads of an organization are than a straight line, learnt from its finished trips.
create table travel_habit (
  organization_id uuid primary key references organization,
  detour double precision not null check (detour >= 1),
  trips integer not null
);

do $$
declare name text;
begin
  foreach name in array array['position_share', 'position_trace', 'travel_habit']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', name);
  end loop;
end $$;

grant select, insert, update on position_share, travel_habit to relais_runtime;
grant select, insert, delete on position_trace to relais_runtime;
