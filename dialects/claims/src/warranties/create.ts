import { createWarranty } from "@relais/core";
import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { warrantyBody } from "@relais/protocol";
import { z } from "zod";
import { customer, guestOf, maybeId } from "../fields.ts";
import { toWarranty, wireWarranty } from "../to-wire/warranty.ts";
import { tags } from "../words.ts";

const { number, product, serial_number, starts_on, ends_on, coverage } = warrantyBody.shape;
const body = z.object({
  warranty_number: number,
  product_name: product,
  serial_number,
  start_date: starts_on,
  end_date: ends_on,
  coverage: z.nullish(coverage),
  ...customer,
  customer_name: z.optional(customer.customer_name),
  customer_id: maybeId,
});

/** `POST warranties`: of a customer who is known, or of one without an account. */
export const createNewWarranty: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/warranties",
    {
      onRequest: signedIn,
      config: { links: true },
      schema: {
        tags,
        summary: "Record a customer’s warranty (operations, admins)",
        body,
        response: { 201: wireWarranty, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { customer_id, customer_name, customer_email, customer_phone, ...given } = request.body;
      const created = await createWarranty(core, actor, {
        number: given.warranty_number,
        product: given.product_name,
        starts_on: given.start_date,
        ends_on: given.end_date,
        ...(given.serial_number != null && { serial_number: given.serial_number }),
        ...(given.coverage != null && { coverage: given.coverage }),
        ...(customer_id != null && { customer_id }),
        ...(customer_id == null &&
          customer_name !== undefined && {
            guest: guestOf({ customer_name, customer_email, customer_phone }),
          }),
      });
      return reply.code(201).send(toWarranty(created, actor.organization_id));
    },
  );
};
