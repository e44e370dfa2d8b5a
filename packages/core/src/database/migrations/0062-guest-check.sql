-- What is written passes the guests' rule row by row, without a plan of its own for the setting: for one message that is
-- cheaper, and one message is what most statements write. What is read keeps that plan, once for all of its rows.
alter policy guest on message
  with check (relais_guest_conversations() is null or conversation_id = any (relais_guest_conversations()));
alter policy guest on event
  with check (relais_guest_conversations() is null or stream_id = any (relais_guest_conversations()));
