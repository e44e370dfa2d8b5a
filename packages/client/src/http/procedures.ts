import type {
  Attachment,
  FileAddress,
  GuidanceStatistics,
  Procedure,
  ProcedureContent,
  ProcedureRun,
  ProcedureSummary,
  ProcedureVersion,
  StatisticsQuery,
} from "@relais/protocol";
import { absolute } from "./absolute.ts";
import type { Call } from "./request.ts";
import { search } from "./search.ts";

/** The calls about procedures, and the numbers of guidance. Each rejects as those of `Http` do. */
export interface Procedures {
  /** The procedures in use, or those that are archived, by title. For those who do the work, as the next. */
  list(archived?: boolean): Promise<readonly ProcedureSummary[]>;
  /** A procedure, in its newest version unless another is named. */
  get(id: string, version?: number): Promise<Procedure>;
  /** Its versions, the newest first. */
  versions(id: string): Promise<readonly ProcedureVersion[]>;
  /** Addresses of pictures of procedures, each good for a while. */
  pictures(ids: readonly string[]): Promise<readonly FileAddress[]>;
  /** The procedure of a session, in the version that it runs. */
  run(conversationId: string, sessionId: string): Promise<ProcedureRun>;
  /** Saves a session that has ended; again is the same procedure. */
  save(conversationId: string, sessionId: string, title: string): Promise<Procedure>;
  /** Writes one. For the office, as everything that follows. */
  create(content: ProcedureContent): Promise<Procedure>;
  /** Writes the version after `version`; refused when another was quicker. */
  edit(id: string, version: number, content: ProcedureContent): Promise<Procedure>;
  archive(id: string, archived: boolean): Promise<Procedure>;
  /** Adds a picture that a step may show; what no version shows within a day is erased. */
  addPicture(picture: Blob, name: string): Promise<Attachment>;
  /** How guidance went over a time. */
  statistics(query?: StatisticsQuery): Promise<GuidanceStatistics>;
}

const part = encodeURIComponent;
const pathOf = (id: string) => `/v1/procedures/${part(id)}`;
const runPath = (conversation: string, session: string) =>
  `/v1/conversations/${part(conversation)}/guidance/${part(session)}/procedure`;

/** These calls over one that carries the token. */
export function proceduresOf(call: <T>(what: Call) => Promise<T>, baseUrl: string): Procedures {
  return {
    list: async (archived = false) => {
      const path = `/v1/procedures${search({ archived: archived ? "true" : undefined })}`;
      return (await call<{ procedures: ProcedureSummary[] }>({ path })).procedures;
    },
    get: (id, version) => call({ path: `${pathOf(id)}${search({ version })}` }),
    versions: async (id) => {
      const path = `${pathOf(id)}/versions`;
      return (await call<{ versions: ProcedureVersion[] }>({ path })).versions;
    },
    pictures: async (ids) => {
      const path = "/v1/procedures/files";
      const { files } = await call<{ files: FileAddress[] }>({ path, body: { ids } });
      return files.map((file) => absolute(baseUrl, file));
    },
    run: (conversation, session) => call({ path: runPath(conversation, session) }),
    save: (conversation, session, title) =>
      call({ path: runPath(conversation, session), body: { title } }),
    create: (content) => call({ path: "/v1/procedures", body: content }),
    edit: (id, version, content) =>
      call({ method: "PUT", path: pathOf(id), body: { ...content, version } }),
    archive: (id, archived) => call({ path: `${pathOf(id)}/archive`, body: { archived } }),
    addPicture: (picture, name) =>
      call({ path: `/v1/procedures/pictures${search({ name })}`, raw: picture }),
    statistics: (query = {}) => call({ path: `/v1/statistics/guidance${search(query)}` }),
  };
}
