import type { FileAddress } from "@relais/protocol";
import { address } from "../transport/transport.ts";

/** Where a file is fetched, as the page that asks can use it. */
export function absolute(baseUrl: string, file: FileAddress): FileAddress {
  const { thumbnail } = file;
  return {
    ...file,
    address: address(baseUrl, file.address),
    thumbnail: thumbnail === null ? null : address(baseUrl, thumbnail),
  };
}
