/** The one table of the peers: what a hand-written chat has, with the index that its reads need. */
export const schema = `
  create table if not exists messages (
    id bigint generated always as identity primary key,
    room text not null,
    sender text not null,
    text text not null,
    created_at timestamptz not null default now()
  );
  create index if not exists messages_room on messages (room, id);
`;
