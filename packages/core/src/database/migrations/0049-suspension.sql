-- The operator of the platform may suspend an organization (docs/decisions/0039).
alter table organization add column suspended_at timestamptz;
create index organization_suspended on organization (id) where suspended_at is not null;

-- Asked by every server all the time, so in one round trip.
create function suspended_organizations() returns setof uuid language plpgsql as $$
begin
  perform set_config('relais.directory', 'on', true);
  return query select id from organization where suspended_at is not null;
end $$;
