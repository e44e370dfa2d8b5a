export { type Cluster, sharedClusterVariable, startCluster, useCluster } from "./cluster.ts";
export { startTestCore, TestClock, type TestCore, testCore } from "./core.ts";
export {
  startCopyOf,
  startEmptyDatabase,
  startTestDatabase,
  type TestDatabase,
  urlOf,
} from "./database.ts";
export { memoryFiles, readyFile, readyPhoto } from "./files.ts";
export {
  addParticipants,
  type Conversation,
  createConversation,
  createMember,
  createOrganization,
  createOutsider,
} from "./people.ts";
export { codeOf, refusalOf } from "./refusal-of.ts";
export { mostRowsRead, type Planning, plannings } from "./rows-read.ts";
export * as hostile from "./hostile-files.ts";
export * as files from "./sample-files.ts";
export * as voices from "./sample-voices.ts";
