-- Departments, categories and equipment can be renamed and taken away. What is in use is archived: it is chosen no more, and
-- what names it keeps its name.
alter table department add column archived_at timestamptz;
alter table category add column archived_at timestamptz;
alter table equipment add column archived_at timestamptz;

drop index department_name;
create unique index department_name on department (organization_id, lower(name)) where archived_at is null;
drop index category_name;
create unique index category_name on category (organization_id, kind, lower(name)) where archived_at is null;

grant delete on department, category, equipment to relais_runtime;
