-- Until when a case whose work was done is taken up again: promised in the moment in which it was done. What was done
-- before this migration was promised nothing.
alter table service_case add column reopenable_until timestamptz;
