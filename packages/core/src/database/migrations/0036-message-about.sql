-- The case of several in one conversation that a message is about: an appointment in the thread of two people.
create table message_about (
  conversation_id uuid not null references conversation,
  number bigint not null,
  organization_id uuid not null references organization,
  case_id uuid not null references service_case,
  primary key (conversation_id, number)
);
create index message_about_case on message_about (case_id);

alter table message_about enable row level security;
alter table message_about force row level security;
create policy maintenance on message_about to current_user using (true) with check (true);
create policy own_organization on message_about to relais_runtime
  using (organization_id = any ((select relais_organizations())::uuid[]))
  with check (organization_id = any ((select relais_organizations())::uuid[]));
grant select, insert on message_about to relais_runtime;
-- A guest's conversation tells of one case.
create policy guest on message_about as restrictive to relais_runtime
  using ((select nullif(current_setting('relais.guest_conversations', true), '')) is null)
  with check ((select nullif(current_setting('relais.guest_conversations', true), '')) is null);

-- What messages of a batch are about, within its transaction.
create function tell_about(organizations text, m_conversation uuid[], m_number bigint[], m_organization uuid[],
  m_case uuid[])
  returns void language plpgsql as $$
begin
  perform set_config('relais.organizations', organizations, true);
  insert into message_about (conversation_id, number, organization_id, case_id)
    select * from unnest(m_conversation, m_number, m_organization, m_case);
end $$;
