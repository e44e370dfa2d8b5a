-- What a step of a case is proved by (docs/decisions/0054): who received it, photos, the customer's code.

create table case_proof (
  id uuid primary key,
  organization_id uuid not null references organization,
  case_id uuid not null references service_case,
  -- Of the change that it came with, as in the timeline.
  revision bigint not null,
  at timestamptz not null,
  received_by text,
  -- What a reader is told of them; null when there are none.
  photos json,
  code boolean not null,
  unique (case_id, revision)
);

-- The code that the customer tells, and how often it was told wrong. A table of its own: whoever reads a case does not read it.
create table case_code (
  case_id uuid primary key references service_case,
  organization_id uuid not null references organization,
  code text not null,
  mistakes integer not null default 0
);

alter table service_case add column proved_at timestamptz;

do $$
declare one text;
begin
  foreach one in array array['case_proof', 'case_code'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
    execute format(
      'create policy own_organization on %I to relais_runtime
         using (organization_id = any ((select relais_organizations())::uuid[]))
         with check (organization_id = any ((select relais_organizations())::uuid[]))', one);
    -- A guest reads both of their own case, and writes neither.
    execute format(
      'create policy guest on %I as restrictive to relais_runtime
         using ((select relais_guest_conversations()) is null or case_id in (select c.case_id from conversation c))
         with check ((select relais_guest_conversations()) is null)', one);
  end loop;
end $$;
grant select, insert on case_proof, case_code to relais_runtime;
-- Words and photos are erased in their time; mistakes are counted.
grant update (received_by, photos) on case_proof to relais_runtime;
grant update (mistakes) on case_code to relais_runtime;

-- A file is of one conversation or of one case, never of both. What is of a case is read by whoever sees the case, and only
-- once it proves a step.
alter table file
  alter column conversation_id drop not null,
  add column case_id uuid references service_case,
  add column proof_id uuid references case_proof,
  add constraint file_place check (num_nonnulls(conversation_id, case_id) = 1),
  add constraint file_proof check (proof_id is null or (case_id is not null and state = 'ready'));
create index file_of_proof on file (proof_id) where proof_id is not null;
drop index file_unsent;
drop index file_unsent_of_member;
create index file_unsent on file (organization_id, created_at) where message_id is null and proof_id is null;
create index file_unsent_of_member on file (member_id) where message_id is null and proof_id is null;

-- A guest reads the proofs of their case besides, and changes nothing of them.
alter policy guest on file
  using ((select relais_guest_conversations()) is null
    or conversation_id = any ((select relais_guest_conversations())::uuid[])
    or (proof_id is not null and case_id in (select c.case_id from conversation c)))
  with check ((select relais_guest_conversations()) is null
    or conversation_id = any ((select relais_guest_conversations())::uuid[]));
create policy guest_update on file as restrictive for update to relais_runtime
  using ((select relais_guest_conversations()) is null or case_id is null);
create policy guest_delete on file as restrictive for delete to relais_runtime
  using ((select relais_guest_conversations()) is null or case_id is null);
