-- What an organization says of itself (docs/decisions/0033): how it looks, how numbers are read, how long words are kept,
-- and which kinds of cases it opens.

alter table organization
  -- Kinds of which cases are there, and none is opened anew.
  add column closed_kinds text[] not null default '{}',
  -- By which country a number without a code is read (ISO 3166-1).
  add column phone_country text check (phone_country ~ '^[A-Z]{2}$'),
  add column accent text check (accent ~ '^#[0-9a-f]{6}$'),
  -- Its picture among the files; everybody may fetch it.
  add column logo_id uuid,
  -- Days after the end of a case until its words and files are erased. Null: never.
  add column retention_days integer check (retention_days between 1 and 3650);
grant update (name, language, kinds, closed_kinds, phone_country, accent, logo_id, retention_days)
  on organization to relais_runtime;
-- Guests read what it is called, and write nothing.
create policy guest_update on organization as restrictive for update to relais_runtime
  using ((select relais_guest_conversations()) is null);

alter table service_case add column erased_at timestamptz;
comment on column service_case.erased_at is 'When its words and files were erased last, because their time was over.';
create index service_case_ended on service_case (organization_id, updated_at) where ended;
