-- How content the customer of a case was, once it had ended (docs/protocol, N25): asked and answered once.
create table rating (
  case_id uuid primary key references service_case,
  organization_id uuid not null references organization,
  member_id uuid not null references member,
  score smallint not null check (score between 1 and 5),
  comment text,
  rated_at timestamptz not null,
  changed_at timestamptz not null
);
create index rating_of_organization on rating (organization_id, rated_at);

alter table rating enable row level security;
alter table rating force row level security;
create policy maintenance on rating to current_user using (true) with check (true);
create policy own_organization on rating to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
-- A guest's own is read and written for them, after they were judged.
create policy guest on rating as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null)
  with check ((select relais_guest_conversations()) is null);
grant select, insert, update on rating to relais_runtime;

alter table timeline_entry drop constraint timeline_entry_subject_check;
alter table timeline_entry add constraint timeline_entry_subject_check
  check (subject in ('opened', 'status', 'assignee', 'priority', 'tags', 'field', 'note', 'rating'));
