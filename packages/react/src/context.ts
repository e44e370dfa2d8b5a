import type { Client, Session } from "@relais/client";
import { createContext } from "react";

export type Relais = { client: Client; session: Session | null };

export const RelaisContext = createContext<Relais | null>(null);
