import { changeMe, RefusedError, readOwnMember } from "@relais/core";
import { djangoRefusals, type Operation } from "@relais/dialect";
import { line, type Words } from "@relais/protocol";
import { z } from "zod";
import { toUser, wireUser } from "../to-wire/user.ts";
import { roles, tags } from "../words.ts";

/** `GET profile`. */
export const readProfile: Operation = (app, { core, signedIn, actorOf }) => {
  app.get(
    "/profile",
    {
      onRequest: signedIn,
      schema: { tags, summary: "The caller", response: { 200: wireUser, ...djangoRefusals } },
    },
    async (request) => toUser(await readOwnMember(core, actorOf(request))),
  );
};

const changes = z.object({
  full_name: z.optional(z.string()),
  telephone: z.nullish(z.string().max(40)),
  /** The id or the name of a department. */
  departement: z.nullish(line(200)),
  email: z.nullish(z.string().max(254)),
  role: z.optional(z.string()),
});

/** `PUT profile`: what is absent stays; the address that one signs in with and the role do not change here. */
export const changeProfile: Operation = (app, { core, signedIn, actorOf }) => {
  app.put(
    "/profile",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Change one's name, telephone or department",
        body: changes,
        response: { 200: wireUser, ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { full_name, telephone, departement, email, role } = request.body;
      if (role !== undefined && role !== roles[actor.role]) throw new RefusedError("forbidden");
      const before = await readOwnMember(core, actor);
      if (email != null && email.trim().toLowerCase() !== before.email) {
        throw new RefusedError("invalid_body", { fields: { email: fixed } });
      }
      await changeMe(core, actor, {
        ...(full_name !== undefined && { full_name }),
        ...(telephone !== undefined && { phone: telephone === "" ? null : telephone }),
        ...(departement !== undefined && { department: departement }),
      });
      return toUser(await readOwnMember(core, actor));
    },
  );
};

const fixed: Words = {
  fr: "L’adresse de connexion ne change pas ici\u202f: demandez-le à un administrateur.",
  en: "The address that you sign in with does not change here: ask an administrator.",
};
