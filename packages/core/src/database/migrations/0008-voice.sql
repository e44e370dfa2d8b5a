-- Voice notes (docs/decisions/0011): files that are played where they stand.

alter table file
  -- Said when the upload begins; what is no voice note is never taken for one.
  add column kind text not null default 'file' check (kind in ('file', 'voice')),
  -- As the sender's device saw it; null: nothing is known.
  add column waveform smallint[],
  -- Counted in the sound itself.
  add column duration_ms integer check (duration_ms > 0),
  -- How large the form in AAC is, where there is one besides the sound itself.
  add column aac_bytes bigint,
  add constraint file_voice_check check (kind <> 'voice' or state <> 'ready' or duration_ms is not null);
