import type { FileAddress } from "@relais/protocol";
import { NetworkError } from "../errors.ts";
import type { DeviceMemory } from "../memory/types.ts";

/** The small forms of pictures: kept once they were seen, so that they are there without a network. */
export class Pictures {
  readonly #memory: DeviceMemory | null;
  readonly #fetch: typeof fetch;
  readonly #address: (id: string) => Promise<FileAddress | null>;
  /** Under way: the same picture is drawn in several places. */
  readonly #asked = new Map<string, Promise<Blob | null>>();

  constructor(
    memory: DeviceMemory | null,
    doFetch: typeof fetch,
    address: (id: string) => Promise<FileAddress | null>,
  ) {
    this.#memory = memory;
    this.#fetch = doFetch;
    this.#address = address;
  }

  /** Null when there is no such picture. Rejects with RelaisError or NetworkError. */
  get(id: string): Promise<Blob | null> {
    const asked = this.#asked.get(id);
    if (asked !== undefined) return asked;
    const asking = this.#find(id).finally(() => this.#asked.delete(id));
    this.#asked.set(id, asking);
    return asking;
  }

  async #find(id: string): Promise<Blob | null> {
    const kept = await this.#memory?.picture(id);
    if (kept) return kept;
    const address = await this.#address(id);
    if (address === null || address.thumbnail === null) return null;
    const answer = await this.#fetch(address.thumbnail).catch((cause: unknown) => {
      throw new NetworkError("a picture was not answered", { cause });
    });
    if (!answer.ok) throw new NetworkError(`a picture was answered ${answer.status}`);
    const picture = await answer.blob();
    void this.#memory?.keepPicture(id, picture);
    return picture;
  }
}
