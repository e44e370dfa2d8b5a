-- One-tap answers that an organization wrote instead of those of a kind (docs/protocol, N16): read and replaced as
-- a whole, in the order in which they are offered. Without a row the kind's own hold.
create table quick_answers (
  organization_id uuid not null references organization,
  kind text not null,
  answers json not null,
  edited_by uuid not null references member,
  edited_at timestamptz not null,
  primary key (organization_id, kind)
);

alter table quick_answers enable row level security;
alter table quick_answers force row level security;
create policy maintenance on quick_answers to current_user using (true) with check (true);
create policy own_organization on quick_answers to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
grant select, insert, update, delete on quick_answers to relais_runtime;
-- Who came by a link is offered them, and writes none.
create policy guest_insert on quick_answers as restrictive for insert to relais_runtime
  with check ((select nullif(current_setting('relais.guest_conversations', true), '')) is null);
create policy guest_update on quick_answers as restrictive for update to relais_runtime
  using ((select nullif(current_setting('relais.guest_conversations', true), '')) is null);
create policy guest_delete on quick_answers as restrictive for delete to relais_runtime
  using ((select nullif(current_setting('relais.guest_conversations', true), '')) is null);

-- What a person has begun to write in a conversation (docs/decisions/0013). One row a person and conversation, none
-- when there is nothing; `revision` comes from one counter of the server, so that the newest is known without clocks.
create sequence draft_revision;
create table draft (
  member_id uuid not null references member,
  conversation_id uuid not null references conversation,
  organization_id uuid not null references organization,
  text text not null,
  reply_to bigint,
  revision bigint not null default nextval('draft_revision'),
  primary key (member_id, conversation_id),
  check (text <> '' or reply_to is not null)
);

alter table draft enable row level security;
alter table draft force row level security;
create policy maintenance on draft to current_user using (true) with check (true);
create policy own_organization on draft to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
grant select, insert, update, delete on draft to relais_runtime;
grant usage on sequence draft_revision to relais_runtime;
-- Who came by a link has this one device, and keeps drafts there.
create policy guest on draft as restrictive to relais_runtime
  using ((select nullif(current_setting('relais.guest_conversations', true), '')) is null)
  with check ((select nullif(current_setting('relais.guest_conversations', true), '')) is null);

-- A deletion leaves no word, no file, and no answer that says what the words were.
create or replace function without_text(data json) returns json language sql immutable parallel safe
  return (jsonb_set(data::jsonb, '{text}', '""') - 'attachments' - 'quick_answer')::json;

-- What one person has begun to write, in one round trip: it is asked for at every connection.
create function list_drafts(organizations text, member uuid)
  returns table (conversation_id uuid, text text, reply_to bigint, revision bigint) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select d.conversation_id, d.text, d.reply_to, d.revision from draft d
    where d.member_id = member order by d.revision;
end $$;
