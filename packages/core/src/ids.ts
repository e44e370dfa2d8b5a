import { v7 } from "uuid";

/** A new id: time-ordered, so that index pages fill one after the other. */
export const newId = (): string => v7();
