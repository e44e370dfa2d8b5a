-- What is written in a case after its end is kept for its own time (N33.7): a case remembers how far its words are erased,
-- not when that was done. Until now everything was erased at that moment, so the moments that are there say that too.

alter table service_case rename column erased_at to erased_until;
comment on column service_case.erased_until is 'Its words and files until then were erased, because their time was over.';
