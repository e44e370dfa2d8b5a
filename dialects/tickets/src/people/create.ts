import { createMember } from "@relais/core";
import { djangoRefusals, type Operation } from "@relais/dialect";
import { line } from "@relais/protocol";
import { z } from "zod";
import { toUser, wireUser } from "../to-wire/user.ts";
import { roleOf, tags } from "../words.ts";

const account = z.object({
  email: z.string().max(254),
  full_name: z.string(),
  role: z.enum(["employe", "technicien", "admin"]).default("employe"),
  password: z.nullish(z.string()),
  /** The id or the name of a department. */
  departement: z.nullish(line(200)),
});

/** `POST users/`: an administrator gives somebody an account. */
export const createUser: Operation = (app, { core, signedIn, actorOf }) => {
  app.post(
    "/users",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Give somebody an account (administrators)",
        body: account,
        response: {
          /** The password is there, once, when none was given. */
          201: wireUser.extend({ password: z.optional(z.string()) }),
          ...djangoRefusals,
        },
      },
    },
    async (request, reply) => {
      const { role, password, departement, ...given } = request.body;
      const created = await createMember(core, actorOf(request), {
        ...given,
        role: roleOf[role],
        ...(password != null && { password }),
        ...(departement != null && { department: departement }),
      });
      const shown = created.password === null ? {} : { password: created.password };
      return reply.code(201).send({ ...toUser(created.member), ...shown });
    },
  );
};
