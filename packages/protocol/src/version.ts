/**
 * The ledger of the native protocol. One line a version, never edited once released.
 * A server speaks every version listed here; a client asks for one in its `hello`.
 *
 * 1  First version: hello, subscribe, send, answers, edits, deletions, reactions, attachments, previews, receipts,
 *    drafts, typing, presence, positions, voice notes, guidance, procedures, cases, counters, internal conversations,
 *    pictures that lie elsewhere, public notes of a status, brief frames, clients that count for themselves,
 *    mentions, notifications with preferences, on devices too, what messages are about, invitations and administration,
 *    clocks of the desk, colleagues at a case, refusals of the chat on other sites,
 *    organizations that are suspended, nouns that are archived,
 *    the look of an organization for whoever comes by a link, participants who left, files that a device has lost,
 *    cases that take place at another hour, cases that are taken up again,
 *    changes of a case's status that are asked for once,
 *    keys of programs, epochs of the journal, for servers that were restored,
 *    reminders of the hour at which a case takes place,
 *    steps of a case that are proved,
 *    programs that are told what happens.
 */
export const protocolVersions = [1] as const;

export type ProtocolVersion = (typeof protocolVersions)[number];

/** The version that a new client asks for. */
export const currentVersion: ProtocolVersion = 1;

/**
 * Names the shape of snapshots and cases (version.test.ts says it). A device that kept one in another
 * shape passes it over and asks for a fresh one: what an older program kept cannot be folded by a newer.
 */
export const snapshotShape = "308c7920de7c73d0";
