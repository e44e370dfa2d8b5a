-- Procedures (docs/protocol, 26; docs/decisions/0025): steps that an organization keeps to guide by again. A version
-- is written once and never changes, so that a session always finds the one that it ran.

create table procedure (
  id uuid primary key,
  organization_id uuid not null references organization,
  -- The newest version, which is the one that is started.
  version integer not null check (version > 0),
  -- The session that it was saved from: saving twice is one procedure.
  saved_from uuid unique references guidance_session,
  created_at timestamptz not null,
  archived_at timestamptz
);
create index procedure_of_organization on procedure (organization_id);

create table procedure_version (
  procedure_id uuid not null references procedure,
  number integer not null check (number > 0),
  organization_id uuid not null references organization,
  title text not null check (title <> ''),
  description text not null,
  variables json not null,
  steps json not null,
  written_by uuid not null references member,
  written_at timestamptz not null,
  primary key (procedure_id, number)
);

-- What steps show. The bytes are where those of files are; a step that is given shows a copy of its own.
create table procedure_picture (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null,
  type text not null,
  bytes bigint not null,
  width integer,
  height integer,
  placeholder text,
  created_at timestamptz not null,
  -- Some version shows it. Until then it is nobody's, and erased after a day.
  kept boolean not null default false
);
create index procedure_picture_unkept on procedure_picture (organization_id, created_at) where not kept;

alter table guidance_session
  add column procedure_id uuid,
  add column procedure_version integer,
  add column procedure_steps integer,
  add column procedure_values json,
  add foreign key (procedure_id, procedure_version) references procedure_version,
  add check ((procedure_id is null) = (procedure_version is null)),
  add check ((procedure_id is null) = (procedure_steps is null)),
  add check ((procedure_id is null) = (procedure_values is null));
create index guidance_session_of_procedure on guidance_session (procedure_id) where procedure_id is not null;

-- The step of the procedure that this one is, and where that stands among its steps; null: the guide's own.
alter table guidance_step
  add column procedure_step text,
  add column procedure_place integer,
  add check ((procedure_step is null) = (procedure_place is null));

do $$
declare name text;
begin
  foreach name in array array['procedure', 'procedure_version', 'procedure_picture']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', name);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', name);
    -- How the work is done is nothing of a guest's.
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null)
         with check ((select relais_guest_conversations()) is null)', name);
  end loop;
end $$;

grant select, insert on procedure, procedure_version, procedure_picture to relais_runtime;
grant update (version, archived_at) on procedure to relais_runtime;
grant update (kept) on procedure_picture to relais_runtime;
grant delete on procedure_picture to relais_runtime;
