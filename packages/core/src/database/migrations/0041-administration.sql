-- Administration (docs/decisions/0033): people are invited by a link, deactivated and brought back, and what
-- administrators do is written down once.

alter table member add column deactivated_at timestamptz;
update member set deactivated_at = now() where not active;
create index member_deactivated on member (organization_id) where not active;

alter table sign_in
  drop constraint sign_in_ended_because_check,
  add constraint sign_in_ended_because_check check (ended_because in
    ('signed_out', 'refresh_reused', 'deactivated', 'link_revoked', 'role_changed', 'ended_by_admin'));

create table invitation (
  id uuid primary key,
  organization_id uuid not null references organization,
  -- Of 32 random bytes; the bytes themselves are nowhere.
  token_hash bytea not null unique,
  role text not null check (role in ('customer', 'worker', 'agent', 'manager', 'admin')),
  full_name text,
  -- The only address that may be given when it is taken up; null: whoever comes writes theirs.
  email text check (email = lower(email)),
  department_id uuid references department,
  -- Null: the operator of the platform.
  invited_by uuid references member,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references member,
  withdrawn_at timestamptz,
  check ((accepted_at is null) = (accepted_by is null)),
  check (accepted_at is null or withdrawn_at is null)
);
create index invitation_of_organization on invitation (organization_id, created_at desc);

-- What administrators did and what concerns security. Names stand as they were then. Rows are added, nothing else.
create table audit_entry (
  id uuid primary key,
  organization_id uuid not null references organization,
  at timestamptz not null,
  action text not null,
  -- Null: nobody of the organization, such as the operator of the platform, or a rule.
  actor_id uuid,
  actor_name text,
  subject_type text,
  subject_id text,
  subject_name text,
  -- Where the call came from.
  address text,
  -- What was otherwise before, and is so now; never a secret.
  before jsonb,
  after jsonb
);
create index audit_entry_of_organization on audit_entry (organization_id, id desc);

do $$
declare one text;
begin
  foreach one in array array['invitation', 'audit_entry'] loop
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
-- An invitation does not name its organization: exactly the row of a token that somebody holds is visible.
create policy by_token on invitation for select to relais_runtime
  using (token_hash = decode(nullif((select current_setting('relais.link_hash', true)), ''), 'hex'));
grant select, insert, update on invitation to relais_runtime;
grant select, insert on audit_entry to relais_runtime;
