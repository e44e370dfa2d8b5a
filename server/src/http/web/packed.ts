import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

const brotli = promisify(brotliCompress);
const zipped = promisify(gzip);

/** Beyond this a page takes longer to pack than it saves on the way. */
const quality = 6;

/** A page that was drawn just now, as small as the browser can read it. */
export async function packed(
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
): Promise<Buffer> {
  const plain = Buffer.from(page);
  reply.header("vary", "accept-encoding, accept-language, user-agent");
  const accepted = request.headers["accept-encoding"] ?? "";
  if (/\bbr\b/.test(accepted)) {
    reply.header("content-encoding", "br");
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    };
    return brotli(plain, { params });
  }
  if (/\bgzip\b/.test(accepted)) {
    reply.header("content-encoding", "gzip");
    return zipped(plain);
  }
  return plain;
}
