-- API keys (docs/decisions/0050): a service of an organization's own, such as its back end, is a member that nobody signs in
-- as, with one sign-in that its key stands for.
alter table member
  add column is_service boolean not null default false,
  drop constraint member_account,
  add constraint member_account check (
    case
      when is_guest then not is_service and email is null and password_hash is null and role = 'customer'
      when is_service then email is null and password_hash is null and role in ('agent', 'manager', 'admin')
      else email is not null and password_hash is not null
    end);
comment on column member.is_service is 'A program that comes by an API key: no person, given no work, told nothing.';

alter table sign_in
  drop constraint sign_in_ended_because_check,
  add constraint sign_in_ended_because_check check (ended_because in
    ('signed_out', 'refresh_reused', 'deactivated', 'link_revoked', 'role_changed', 'ended_by_admin', 'key_revoked'));

create table api_key (
  id uuid primary key,
  organization_id uuid not null references organization,
  member_id uuid not null references member,
  sign_in_id uuid not null references sign_in,
  -- Of 32 random bytes; the bytes themselves are nowhere.
  secret_hash bytea not null unique,
  -- The last characters of the key, by which people tell one from another.
  hint text not null,
  -- Null: the operator of the platform.
  created_by uuid references member,
  created_at timestamptz not null,
  -- Null: it holds until it is revoked.
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_of_organization on api_key (organization_id, created_at desc);
create index api_key_sign_in on api_key (sign_in_id);

alter table api_key enable row level security;
alter table api_key force row level security;
create policy maintenance on api_key to current_user using (true) with check (true);
create policy own_organization on api_key to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
create policy guest on api_key as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update on api_key to relais_runtime;

-- As before; and that of a key lasts as long as the key.
create or replace function open_sign_ins(organizations text, sign_ins uuid[])
  returns table (id uuid, member_id uuid, role text) language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  return query
    select s.id, s.member_id, m.role
    from sign_in s
    join member m on m.id = s.member_id
    left join guest_link l on l.id = s.guest_link_id
    left join api_key k on m.is_service and k.sign_in_id = s.id
    where s.id = any (sign_ins) and s.ended_at is null and m.active
      and (s.guest_link_id is null or (l.revoked_at is null and (l.expires_at is null or l.expires_at > now())))
      and (k.expires_at is null or k.expires_at > now());
end $$;
