-- Words, and perhaps deeds, that those who do the work have ready (docs/protocol, N25): the organization's, or one
-- person's own.
create table canned_reply (
  id uuid primary key,
  organization_id uuid not null references organization,
  owner_id uuid references member,
  title text not null,
  text text not null,
  kinds text[] not null default '{}',
  add_tags text[] not null default '{}',
  status text,
  -- 'me', or somebody's id.
  assign text,
  edited_by uuid not null references member,
  edited_at timestamptz not null
);
create index canned_reply_of_organization on canned_reply (organization_id, owner_id);

alter table canned_reply enable row level security;
alter table canned_reply force row level security;
create policy maintenance on canned_reply to current_user using (true) with check (true);
create policy own_organization on canned_reply to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on canned_reply as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update, delete on canned_reply to relais_runtime;
