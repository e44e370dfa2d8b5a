-- Uploads that were looked at and whose parts have not been taken away: few, and for a moment.
create index file_with_parts on file (organization_id) where parts <> '{}' and state in ('ready', 'refused');
