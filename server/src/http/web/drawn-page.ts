import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FirstPageModule } from "@relais/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Headers } from "../security-headers.ts";
import type { WebOptions } from "./serve-web.ts";

/** What pages need that are drawn before their scripts are there. */
export type DrawnPageOptions = Pick<WebOptions, "app" | "folder" | "services" | "log"> & {
  headers: Headers;
  /** Whether the caller asks for a page. */
  wantsPage: (request: FastifyRequest) => boolean;
  /** Answers as everywhere in the app: with the page that the scripts fill. */
  sendApp: (request: FastifyRequest, reply: FastifyReply) => unknown;
};

/** The build's module that draws them, loaded with the first page, and again when the app was built anew: it names the app's files. */
export type Module = {
  readonly exists: () => boolean;
  readonly load: () => Promise<FirstPageModule>;
};

export function moduleIn(folder: string): Module {
  const place = join(folder, ".server/first-page.js");
  let builtAt = 0;
  let module: Promise<FirstPageModule> | null = null;
  return {
    exists: () => existsSync(place),
    load() {
      const { mtimeMs } = statSync(place);
      if (module === null || mtimeMs !== builtAt) {
        module = import(
          `${pathToFileURL(place).href}?built=${mtimeMs}`
        ) as Promise<FirstPageModule>;
      }
      builtAt = mtimeMs;
      return module;
    },
  };
}

/** Programs that draw previews of links, or read pages for a search: they say so. A telephone's name is no such word. */
const programs = /(?<!cu)bot\b|crawl|spider|preview|facebookexternalhit|whatsapp/i;

export const isProgram = ({ headers }: FastifyRequest): boolean =>
  programs.test(headers["user-agent"] ?? "");
