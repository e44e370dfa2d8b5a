import type { Warranty } from "@relais/protocol";
import { z } from "zod";

export const wireWarranty = z.object({
  id: z.string(),
  organization_id: z.string(),
  warranty_number: z.string(),
  product_name: z.string(),
  serial_number: z.nullable(z.string()),
  customer_id: z.string(),
  customer_name: z.string(),
  coverage: z.string(),
  status: z.enum(["active", "expired", "cancelled"]),
  /** Days: YYYY-MM-DD. */
  start_date: z.string(),
  end_date: z.string(),
});
export type WireWarranty = z.infer<typeof wireWarranty>;

export function toWarranty(warranty: Warranty, organization_id: string): WireWarranty {
  const { id, number, product, serial_number, customer, coverage, status } = warranty;
  return {
    id,
    organization_id,
    warranty_number: number,
    product_name: product,
    serial_number,
    customer_id: customer.id,
    customer_name: customer.full_name,
    coverage,
    status,
    start_date: warranty.starts_on,
    end_date: warranty.ends_on,
  };
}
