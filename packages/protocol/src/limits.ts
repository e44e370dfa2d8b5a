import { deviceLimits } from "./device-limits.ts";

/**
 * Every bound that both sides must know. The server tells the ones marked (told) in `welcome`,
 * so that a client of an older build obeys the running server rather than its own copy.
 */
export const limits = {
  ...deviceLimits,
  /** Bytes of one frame from a client. (told) */
  frameBytes: 65_536,
  /** Minutes within which a sender may rewrite a message. */
  editMinutes: 15,
  /** Hours within which a sender may delete a message for everybody. */
  deleteHours: 24,
  /** Characters that may be looked for, and hits of one page. */
  searchCharacters: 200,
  searchHits: 30,
  /** Things of one page of what a conversation holds: more than any message holds. */
  sharedItems: 60,
  /** People of one page of who received and read a message. */
  messageReceipts: 50,
  /** Events that a catch-up replays; a client further behind receives a fresh snapshot. */
  catchUpEvents: 500,
  /** How long the receipts of such a room wait for one another. */
  receiptsTogetherMilliseconds: 3_000,
  /** Cases that one list frame holds. */
  listedCases: 200,
  /** Frames a second that one connection may send on average, and its burst. */
  framesPerSecond: 50,
  framesBurst: 200,
  /** Messages a second that one user may send on average over all devices, and the burst. */
  messagesPerSecond: 20,
  messagesBurst: 100,
  /** Connections that one user may hold open; the longest silent gives way. */
  connectionsPerUser: 20,
  /** Milliseconds of silence after which either side pings; twice that and it is dead. (told) */
  heartbeatMilliseconds: 25_000,
  /** Milliseconds within which the first frame must authenticate. */
  helloMilliseconds: 10_000,
  /** Bytes waiting for one slow reader before it is cut off. */
  unreadBytes: 1_048_576,
  /** Sends waiting to be written before the server answers `busy`. */
  queuedWrites: 20_000,
  /** One-tap answers of one kind, and the characters of each. */
  quickAnswers: 40,
  quickAnswerCharacters: 120,
  /** Files of one message that any server takes at most; the operator may allow fewer. */
  filesPerMessage: 20,
  /** Uploads that one person may have begun and not sent. */
  unsentUploads: 40,
  /** Steps of one guidance: they travel with every fresh snapshot. */
  guidanceSteps: 100,
  /** Sessions of one record. */
  guidanceSessions: 50,
  /** Characters that may be added to the answer of a step, or to an end. */
  guidanceWords: 1_000,
  /** Steps of a procedure, and of what comes when one failed; the pictures of a step. */
  procedureSteps: 60,
  procedurePictures: 5,
  /** Variables of a procedure, the choices of one, the characters of a label or choice, and of a value. */
  procedureVariables: 20,
  variableOptions: 30,
  variableCharacters: 80,
  valueCharacters: 200,
  /** Versions of one procedure. */
  procedureVersions: 10_000,
  /** Procedures of one list. */
  listedProcedures: 500,
  /** Bytes of a picture that a procedure shows. */
  procedurePictureBytes: 10_000_000,
  /** Characters of a file's name. */
  fileNameCharacters: 120,
  /** Milliseconds of a voice note: a quarter of an hour. */
  voiceMilliseconds: 900_000,
  /** Bars in which a voice note is drawn, and the height of the loudest. */
  voiceBars: 64,
  voiceBarHeight: 31,
  /** Characters of a `client_id`. */
  clientIdCharacters: 64,
  /** Metres around a destination within which somebody has arrived. */
  arrivalMetres: 60,
  /** Metres beyond which a measure says nothing of where somebody is. */
  accuracyMetres: 2_000,
  /** Milliseconds after which a measure is too old to be a position. */
  positionAgeMilliseconds: 120_000,
  /** Metres a second that nobody on a road exceeds. */
  metresPerSecond: 60,
  /** Photos that prove a step, characters of who received it, and codes that may be told wrong. */
  proofPhotos: 3,
  receiverCharacters: 80,
  codeMistakes: 5,
  /** Characters of a case's title and of its description. */
  titleCharacters: 140,
  descriptionCharacters: 4_000,
  /** Tags of one case, and characters of a tag. */
  caseTags: 20,
  /** Tags of an organization that are offered. */
  knownTags: 200,
  /** Characters of the words to a rating; hours within which it may be changed. */
  ratingCharacters: 1_000,
  ratingHours: 24,
  /** People named in one internal message; notifications of one page; days for which they are kept. */
  mentions: 20,
  notificationsPage: 20,
  /** Canned replies of an organization, and of one person; characters of a title; offered at once. */
  cannedReplies: 500,
  ownCannedReplies: 200,
  cannedTitleCharacters: 80,
  offeredReplies: 20,
  tagCharacters: 40,
  /** Entries of one page of a timeline; what changed at once is never cut in two. */
  timelineEntries: 200,
  /** Cases of one page of findings. */
  foundCases: 30,
  /** Cases of one page of the desk, and changes that it is told before it reads anew. */
  deskPage: 50,
  deskChanges: 200,
  /** Cases that one action of the desk takes. */
  deskSelection: 100,
  /** Views that a person keeps. */
  deskSavedViews: 20,
} as const;
