import type { Priority } from "@relais/protocol";
import { m } from "../catalogue/index.ts";

export function priorityName(priority: Priority): string {
  switch (priority) {
    case "low":
      return m.priority_low();
    case "normal":
      return m.priority_normal();
    case "high":
      return m.priority_high();
    case "urgent":
      return m.priority_urgent();
  }
}
