-- Work given by rule (docs/decisions/0023): what an organization wants, what is particular to a person, and who is there.

create table assignment_settings (
  organization_id uuid primary key references organization,
  enabled boolean not null,
  -- Cases of these kinds only.
  kinds text[] not null,
  -- Open cases that a person has at once, unless something else is said of them.
  capacity integer not null check (capacity between 1 and 200),
  -- Away for so long, a person's waiting work goes to others.
  away_minutes integer not null check (away_minutes between 1 and 1440)
);

create table assignment_person (
  member_id uuid primary key references member,
  organization_id uuid not null references organization,
  -- They said so themselves, or somebody for them. Null: they are not away.
  away_since timestamptz,
  capacity integer check (capacity between 0 and 200),
  -- Null: every kind that their role allows.
  kinds text[],
  skills text[] not null default '{}',
  -- The organization's journal when they were last given a case: whoever waits longest is next.
  last_given bigint not null default 0
);

-- When a server last had a living connection of somebody who does work. No fact about them: it grows stale by itself.
create table reach (
  member_id uuid not null references member,
  server_id uuid not null,
  organization_id uuid not null references organization,
  seen_at timestamptz not null,
  primary key (member_id, server_id)
);
create index reach_of_organization on reach (organization_id, seen_at);

do $$
declare one text;
begin
  foreach one in array array['assignment_settings', 'assignment_person', 'reach'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one);
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null)
         with check ((select relais_guest_conversations()) is null)', one);
  end loop;
end $$;
grant select, insert, update on assignment_settings, assignment_person to relais_runtime;
grant select, insert, update, delete on reach to relais_runtime;

-- Whether the journal holds something that this consumer has not seen; the cursor is moved past it. Held until the end of
-- the transaction: servers that give work in one organization take turns.
create function take_assignment_news(organization uuid, at_most integer)
  returns table (progressed boolean, more boolean) language plpgsql as $$
declare
  consumer_window record;
begin
  perform hold_cursor('assignment', organization);
  consumer_window := consumer_window('assignment', organization, at_most);
  if consumer_window.up_to is not null then
    update consumer_cursor c set transaction_id = consumer_window.up_to
      where c.consumer = 'assignment' and c.organization_id = organization;
  end if;
  return query select consumer_window.up_to is not null, consumer_window.more;
end $$;
