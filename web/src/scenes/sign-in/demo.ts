import type { Demo } from "@relais/client";
import { createContext } from "react";

/** The demonstration where it is known before anything was asked: while the server draws the door. */
export const DemoContext = createContext<Demo | null>(null);
