import { demoCast } from "@relais/core";
import type { FirstPage, FirstPageModule, FirstPageOrder, Language } from "@relais/protocol";
import { languageOf } from "../language.ts";
import { withStyles } from "../security-headers.ts";
import { type DrawnPageOptions, isProgram, type Module } from "./drawn-page.ts";
import { packed } from "./packed.ts";

/** Of what is drawn, all that differs from one caller to the next is the language. */
type Order = Exclude<FirstPageOrder, { page: "link" }>;

/** The door, where one signs in: the same for everybody, and drawn once in each language. */
export function serveSamePages(options: DrawnPageOptions, module: Module): void {
  const { app, services, headers, wantsPage, sendApp, log } = options;
  const demo = services.demo ? demoCast() : null;
  const orders: [path: string, order: (language: Language) => Order][] = [
    ["/", (language) => ({ page: "door", demo, leadsOn: true, language })],
    ["/sign-in", (language) => ({ page: "door", demo, leadsOn: false, language })],
  ];
  for (const [path, orderIn] of orders) {
    const drawn = drawnOnce();
    app.get(path, { schema: { hide: true } }, async (request, reply) => {
      if (!wantsPage(request) || isProgram(request) || !module.exists())
        return sendApp(request, reply);
      let page: FirstPage;
      try {
        page = await drawn(await module.load(), orderIn(languageOf(request)));
      } catch (error) {
        log.error({ err: error }, "A page of the app was not drawn; the app comes alone.");
        return sendApp(request, reply);
      }
      for (const [name, value] of withStyles(headers, page.styleHashes)) reply.header(name, value);
      reply.header("cache-control", "no-cache").type("text/html; charset=utf-8");
      return packed(request, reply, page.html);
    });
  }
}

/** One page of a build for each language. */
function drawnOnce() {
  let of: FirstPageModule | null = null;
  const pages = new Map<string, Promise<FirstPage>>();
  return (module: FirstPageModule, order: Order): Promise<FirstPage> => {
    if (of !== module) pages.clear();
    of = module;
    let page = pages.get(order.language);
    if (page === undefined) {
      page = module.drawFirstPage(order);
      pages.set(order.language, page);
      // What failed once may succeed for the next caller.
      page.catch(() => pages.delete(order.language));
    }
    return page;
  };
}
