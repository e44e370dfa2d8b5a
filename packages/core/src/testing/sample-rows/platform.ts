import { randomBytes } from "node:crypto";
import { newId } from "../../ids.ts";
import { type Sample } from "./sample.ts";

export const platformSamples = {
  platform_secret: {
    key: ["name"],
    make: () => ({ name: newId(), value: randomBytes(32) }),
  },
  journal_epoch: {
    key: ["epoch"],
    make: () => ({ epoch: newId(), ground: newId() }),
  },
  schema_migration: {
    key: ["name"],
    make: () => ({ name: newId(), checksum: "none" }),
  },
} satisfies Record<string, Sample>;
