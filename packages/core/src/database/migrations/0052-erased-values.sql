-- What a procedure was filled in with is words of the people: it goes with them (docs/protocol, N33.7).
grant update (procedure_values) on guidance_session to relais_runtime;
