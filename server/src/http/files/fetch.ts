import { openFile, variants, voiceType } from "@relais/core";
import { id, isPicture } from "@relais/protocol";
import { z } from "zod";
import type { Route } from "../route.ts";
import { rangeOf } from "./range.ts";

const params = z.strictObject({ organization: id, id, variant: z.enum(variants) });
const querystring = z.strictObject({ expires: z.string(), signature: z.string().max(200) });

/** Nothing in a file may ever run here, whatever it is taken for. */
const policy = "default-src 'none'; frame-ancestors 'none'; sandbox";

export const fetchFileRoute: Route = (app, { core, anyone }) => {
  app.get(
    "/files/:organization/:id/:variant",
    {
      onRequest: anyone,
      schema: {
        tags: ["Files"],
        summary: "A file, by its signed address",
        description: "The address is the permission, for a short time. Knows `Range`.",
        params,
        querystring,
      },
    },
    async (request, reply) => {
      const { organization, id: fileId, variant } = request.params;
      const { expires, signature } = request.query;
      const addressed = { organization_id: organization, id: fileId, variant };
      const file = await openFile(core, addressed, expires, signature);
      const seconds = Math.max(0, Math.floor(Number(expires) - core.now().getTime() / 1_000));
      reply
        .header(
          "content-type",
          file.type === "text/plain" ? "text/plain; charset=utf-8" : file.type,
        )
        .header("content-disposition", disposition(file.type, file.name))
        .header("content-security-policy", policy)
        .header("x-content-type-options", "nosniff")
        .header("cache-control", `private, max-age=${seconds}, immutable`);
      const wanted = rangeOf(request.headers.range, file.bytes);
      if (file.bytes !== undefined) reply.header("accept-ranges", "bytes");
      if (wanted === "nothing") {
        return reply.code(416).header("content-range", `bytes */${file.bytes}`).send();
      }
      if (wanted === "all") {
        if (file.bytes !== undefined) reply.header("content-length", file.bytes);
        return reply.send((await file.read()) as never);
      }
      const { from, to } = wanted;
      return reply
        .code(206)
        .header("content-range", `bytes ${from}-${to}/${file.bytes}`)
        .header("content-length", to - from + 1)
        .send((await file.read(wanted)) as never);
    },
  );
};

/** Pictures that we drew and sounds that we wrote ourselves are shown; everything else is saved. */
function disposition(type: string, name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  const how = isPicture(type) || type === voiceType ? "inline" : "attachment";
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
