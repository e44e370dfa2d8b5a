-- A connection plans what is new to it, and these anew for each call: their lists are of any length, and a plan for
-- just this one looks better than it is worth. Whatever the list, they go by the same indexes. When thousands come
-- back after a restart on fresh connections, planning was half of their reads.
alter function catch_up(text, uuid[], bigint[], integer) set plan_cache_mode = force_generic_plan;
alter function conversation_rosters(text, uuid[]) set plan_cache_mode = force_generic_plan;
