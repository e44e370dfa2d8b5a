-- The customer's link (docs/decisions/0018, docs/protocol, 20). A guest is a member without an account, or a
-- customer with one, who came by a link; what a transaction does for them is limited to the link's conversation.

alter table member
  add column is_guest boolean not null default false,
  add column contact_email text,
  alter column email drop not null,
  alter column password_hash drop not null,
  add constraint member_account check (
    (is_guest and email is null and password_hash is null and role = 'customer')
    or (not is_guest and email is not null and password_hash is not null));
comment on column member.is_guest is 'A customer without an account: nobody signs in as them by password.';
comment on column member.contact_email is 'Where a guest can be written to; several may have the same.';

create table guest_link (
  id uuid primary key,
  organization_id uuid not null references organization,
  conversation_id uuid not null references conversation,
  member_id uuid not null references member,
  -- Of 32 random bytes; the bytes themselves are nowhere.
  token_hash bytea not null unique,
  created_by uuid references member,
  created_at timestamptz not null,
  -- How long it still holds after the end of the case, and until when that is: null while the case is open.
  days_after integer not null check (days_after > 0),
  expires_at timestamptz,
  first_opened_at timestamptz,
  last_opened_at timestamptz,
  revoked_at timestamptz
);
create unique index guest_link_of_conversation on guest_link (conversation_id) where revoked_at is null;

alter table sign_in
  add column guest_link_id uuid references guest_link,
  drop constraint sign_in_ended_because_check,
  add constraint sign_in_ended_because_check
    check (ended_because in ('signed_out', 'refresh_reused', 'deactivated', 'link_revoked'));
create index sign_in_of_guest_link on sign_in (guest_link_id) where guest_link_id is not null and ended_at is null;

alter table guest_link enable row level security;
alter table guest_link force row level security;
create policy maintenance on guest_link to current_user using (true) with check (true);
create policy own_organization on guest_link to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
-- A link does not name its organization: exactly the row of a token that somebody holds is visible.
create policy by_token on guest_link for select to relais_runtime
  using (token_hash = decode(nullif((select current_setting('relais.link_hash', true)), ''), 'hex'));
grant select, insert, update on guest_link to relais_runtime;

-- The conversations of the guests that a transaction works for; null when it works for others.
create function relais_guest_conversations() returns uuid[]
  language sql stable parallel safe
  return nullif(current_setting('relais.guest_conversations', true), '')::uuid[];

-- These policies are restrictive: they take away from what own_organization gives. A table that is not named
-- in any of them would be open to guests, so each is named in the matrix of a test.
do $$
declare
  one record;
begin
  for one in select * from (values
    ('conversation', 'id = any ((select relais_guest_conversations())::uuid[])'),
    ('participant', 'conversation_id = any ((select relais_guest_conversations())::uuid[])'),
    ('message', 'conversation_id = any ((select relais_guest_conversations())::uuid[])'),
    ('event', 'stream_id = any ((select relais_guest_conversations())::uuid[])'),
    ('file', 'conversation_id = any ((select relais_guest_conversations())::uuid[])'),
    ('shared_item', 'conversation_id = any ((select relais_guest_conversations())::uuid[])'),
    ('wanted_link', 'conversation_id = any ((select relais_guest_conversations())::uuid[])'),
    ('position_share', 'conversation_id = any ((select relais_guest_conversations())::uuid[])'),
    ('position_trace', 'share_id in (select s.id from position_share s)'),
    ('service_case', 'id in (select c.case_id from conversation c)'),
    ('member', 'id in (select p.member_id from participant p)'),
    ('sign_in', 'false'), ('refresh_token', 'false'), ('socket_ticket', 'false'), ('consumer_cursor', 'false'),
    ('notification_counter', 'false'), ('search_word', 'false'), ('search_term', 'false'), ('guest_link', 'false')
  ) as t (name, condition)
  loop
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null or %s)
         with check ((select relais_guest_conversations()) is null or %s)', one.name, one.condition, one.condition);
  end loop;
  -- What a guest reads and never writes. (A case is locked while a share of its conversation begins, which
  -- PostgreSQL counts as writing; its row can be held, and not be made to be another's.)
  for one in select * from (values
    ('conversation', 'insert'), ('conversation', 'update'), ('participant', 'insert'), ('participant', 'update'),
    ('member', 'insert'), ('member', 'update'), ('service_case', 'insert'),
    ('travel_habit', 'insert'), ('travel_habit', 'update')
  ) as t (name, operation)
  loop
    execute format(
      'create policy guest_%s on %I as restrictive for %s to relais_runtime %s ((select relais_guest_conversations()) is null)',
      one.operation, one.name, one.operation, case one.operation when 'insert' then 'with check' else 'using' end);
  end loop;
end $$;

-- As before; and a sign-in by a link lasts as long as the link.
create or replace function open_sign_ins(organizations text, sign_ins uuid[])
  returns table (id uuid, member_id uuid, role text) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select s.id, s.member_id, m.role
    from sign_in s
    join member m on m.id = s.member_id
    left join guest_link l on l.id = s.guest_link_id
    where s.id = any (sign_ins) and s.ended_at is null and m.active
      and (s.guest_link_id is null or (l.revoked_at is null and (l.expires_at is null or l.expires_at > now())));
end $$;
