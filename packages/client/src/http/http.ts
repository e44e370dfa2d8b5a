import type { Demo, FileAddress, KindView } from "@relais/protocol";
import { RelaisError } from "../errors.ts";
import { absolute } from "./absolute.ts";
import { type Call, type RequestOptions, request } from "./request.ts";
import { type CallBeside, callsBeside } from "./names-beside.ts";
import { search } from "./search.ts";
import type { Http } from "./types.ts";

export type HttpOptions = RequestOptions & {
  getToken: (refused?: string) => Promise<string | null>;
};

/** The typed calls over `request`, each with the access token of the moment. */
export function createHttp(options: HttpOptions): Http {
  const send = async <T>(call: Call): Promise<T> => (await request<T>(options, call)).body;

  const call = async <T>(what: Call): Promise<T> => {
    const token = await options.getToken();
    try {
      return await send<T>({ ...what, token });
    } catch (error) {
      const refused = error instanceof RelaisError && error.refusal.retry === "sign_in";
      if (!refused || token === null) throw error;
      const next = await options.getToken(token);
      if (next === null || next === token) throw error;
      return send<T>({ ...what, token: next });
    }
  };
  const part = encodeURIComponent;
  const messagePath = (id: string, number: number) =>
    `/v1/conversations/${part(id)}/messages/${number}`;

  const answersPath = (kind: string) => `/v1/kinds/${part(kind)}/quick-answers`;

  const here: Omit<Http, CallBeside> = {
    call,
    me: () => call({ path: "/v1/me" }),
    kinds: async () => (await call<{ kinds: KindView[] }>({ path: "/v1/kinds" })).kinds,
    quickAnswers: (kind) => call({ path: answersPath(kind) }),
    listCases: () => call({ path: "/v1/cases" }),
    getCase: (id) => call({ path: `/v1/cases/${part(id)}` }),
    changeStatus: (id, status, note, proof) =>
      call({ path: `/v1/cases/${part(id)}/status`, body: { status, note, proof } }),
    getConversation: (id) => call({ path: `/v1/conversations/${part(id)}` }),
    history: (id, query = {}) =>
      call({ path: `/v1/conversations/${part(id)}/messages${search(query)}` }),
    events: (id, after) => call({ path: `/v1/conversations/${part(id)}/events?after=${after}` }),
    sendMessage: (id, text, clientId, replyTo) =>
      call({
        path: `/v1/conversations/${part(id)}/messages`,
        body: {
          text,
          ...(clientId === undefined ? {} : { client_id: clientId }),
          ...(replyTo === undefined ? {} : { reply_to: replyTo }),
        },
      }),
    editMessage: (id, number, text) =>
      call({ method: "PATCH", path: messagePath(id, number), body: { text } }),
    deleteMessage: (id, number) => call({ method: "DELETE", path: messagePath(id, number) }),
    setReaction: (id, number, emoji) =>
      call({ method: "PUT", path: `${messagePath(id, number)}/reaction`, body: { emoji } }),
    fileAddresses: async (id, ids) => {
      const path = `/v1/conversations/${part(id)}/files`;
      const { files } = await call<{ files: FileAddress[] }>({ path, body: { ids } });
      return files.map((file) => absolute(options.baseUrl, file));
    },
    procedures: async () => (await import("./procedures.ts")).proceduresOf(call, options.baseUrl),
    visit: () => call({ path: "/v1/guest" }),
    advanceReceipt: (id, receipt) =>
      call({ path: `/v1/conversations/${part(id)}/receipts`, body: receipt }),
    demo: () =>
      send<Demo>({ path: "/v1/demo" }).catch((error: unknown) => {
        if (error instanceof RelaisError && error.refusal.code === "not_found") return null;
        throw error;
      }),
  };
  return { ...here, ...loadedWhenCalled(call) };
}

/** The calls beside, behind the names they have: the first of them loads them all. */
function loadedWhenCalled(call: Http["call"]): Pick<Http, CallBeside> {
  const named = callsBeside.map((name) => [
    name,
    async (...given: unknown[]) => {
      const calls = (await import("./beside.ts")).beside(call);
      return Reflect.apply(calls[name], calls, given);
    },
  ]);
  // Each name has the call of that name: what is handed through has its types.
  return Object.fromEntries(named) as Pick<Http, CallBeside>;
}
