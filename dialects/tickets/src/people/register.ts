import { register, RefusedError } from "@relais/core";
import { djangoRefusals, type Operation } from "@relais/dialect";
import { line } from "@relais/protocol";
import { z } from "zod";
import { toUser, wireUser } from "../to-wire/user.ts";
import { roleOf, tags } from "../words.ts";

const account = z.object({
  email: z.string().max(254),
  password: z.string(),
  full_name: z.string(),
  role: z.nullish(z.enum(["employe", "technicien", "admin"])),
  /** The id or the name of a department. */
  departement: z.nullish(line(200)),
  /** The id or the short name of an organization. */
  organization: z.nullish(line(200)),
});

/** `POST register`: whoever is more than an employee is made so by an administrator. */
export const registerEmployee: Operation = (app, { core, anyone, signInRate }) => {
  app.post(
    "/register",
    {
      onRequest: anyone,
      schema: {
        tags,
        summary: "Register as an employee, where an organization lets people do so",
        security: [],
        body: account,
        response: { 201: wireUser, ...djangoRefusals },
      },
    },
    async (request, reply) => {
      const { role, departement, organization, ...given } = request.body;
      if (role != null && roleOf[role] !== "customer") throw new RefusedError("forbidden");
      signInRate(request.ip, given.email);
      const member = await register(core, {
        ...given,
        ...(departement != null && { department: departement }),
        ...(organization != null && { organization }),
      });
      return reply.code(201).send(toUser(member));
    },
  );
};
