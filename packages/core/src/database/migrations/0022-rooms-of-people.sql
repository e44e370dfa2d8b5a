-- A picture that lies elsewhere: its address is the first line of the text, words about it follow.
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check
  check (kind in ('text', 'system', 'position', 'instruction', 'proof', 'picture'));

-- Documented APIs name messages by their id alone. Ids grow with time, so this index grows at its end.
create index message_of_id on message (id);

-- Who put a conversation away does not see it in their list; for the others nothing changes.
alter table participant add column archived boolean not null default false;
