-- People may register themselves where an organization lets them: as customers, nothing more. The operator says so.
alter table organization add column open_registration boolean not null default false;
comment on column organization.open_registration is 'Whether anybody may register as a customer.';
