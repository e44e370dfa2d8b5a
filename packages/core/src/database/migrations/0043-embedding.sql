-- The chat on an organization's own sites (docs/decisions/0034).
create table embedding (
  organization_id uuid primary key references organization,
  -- Stands in the script of the site, for everybody to read.
  site_key text not null unique,
  enabled boolean not null,
  origins text[] not null,
  kind text not null,
  anonymous boolean not null,
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  side text not null check (side in ('right', 'left'))
);

-- What the site's server vouches for people with.
create table embedding_key (
  id uuid primary key,
  organization_id uuid not null references organization,
  algorithm text not null check (algorithm in ('HS256', 'ES256', 'RS256', 'EdDSA')),
  -- Encrypted by the server: of no use to whoever reads it here.
  sealed bytea not null,
  created_at timestamptz not null,
  ends_at timestamptz
);
create index embedding_key_of_organization on embedding_key (organization_id);

-- Who a site's `sub` is here. The same one of another organization is somebody else.
create table embedded_person (
  organization_id uuid not null references organization,
  subject text not null,
  member_id uuid not null unique references member,
  primary key (organization_id, subject)
);

do $$
declare one text;
begin
  foreach one in array array['embedding', 'embedding_key', 'embedded_person'] loop
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
-- A site says its key before anybody knows the organization: exactly that row is visible.
create policy by_site_key on embedding for select to relais_runtime
  using (site_key = (select current_setting('relais.site_key', true)));
grant select, insert, update on embedding to relais_runtime;
grant select, insert, update, delete on embedding_key to relais_runtime;
grant select, insert on embedded_person to relais_runtime;
