import { join } from "node:path";
import { type FileMeans, FolderStore } from "@relais/core";
import type { Config } from "../config.ts";
import { createScan } from "./clamd.ts";
import { S3Store } from "./s3-store.ts";

/** Where files go and what is allowed, as the operator decided. */
export function fileMeans(config: Config): FileMeans {
  const { objectStore, dataDirectory, clamd, fileMaxBytes, filesPerMessage } = config;
  return {
    store:
      objectStore === undefined
        ? new FolderStore(join(dataDirectory, "files"))
        : new S3Store(objectStore),
    scan: clamd && createScan(clamd),
    maxBytes: fileMaxBytes,
    perMessage: filesPerMessage,
  };
}
