-- As before, looking up the one share of a point: the list of all shares was read for every point that a guest sends.
drop policy guest on position_trace;
create policy guest on position_trace as restrictive to relais_runtime
  using ((select relais_guest_conversations()) is null
    or exists (select from position_share s where s.id = share_id))
  with check ((select relais_guest_conversations()) is null
    or exists (select from position_share s where s.id = share_id));
