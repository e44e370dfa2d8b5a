-- What one message writes stands in a statement of its own now (docs/decisions/0048).
drop function append_message;
