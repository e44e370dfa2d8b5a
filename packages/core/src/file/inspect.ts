import { fileTypes, isPicture } from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { nameForType } from "./clean-name.ts";

/** A file as it will be kept and shown. */
export type Inspected = {
  readonly name: string;
  readonly type: string;
  readonly whole: Uint8Array;
  readonly picture: Picture | undefined;
};

export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly placeholder: string;
  readonly thumbnail: Uint8Array;
};

/** What a picture may have at most, over all its frames: a small file can unfold into very much memory. */
const maxPixels = 60_000_000;
/** Each frame is drawn anew, and takes its time however small it is. */
const maxFrames = 1_000;
const maxSide = 2_560;
const thumbnailSide = 640;

/**
 * Finds out what a file is by its content, whatever it is called; a picture is drawn anew, which leaves
 * behind where it was taken and anything hidden in it.
 *
 * Refuses: file_type_refused, file_damaged.
 */
export async function inspect(bytes: Uint8Array, givenName: string): Promise<Inspected> {
  const { fileTypeFromBuffer } = await import("file-type");
  const sniffed = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const type = sniffed?.mime ?? (isPlainText(bytes) ? "text/plain" : undefined);
  if (type === undefined || !(type in fileTypes)) {
    throw new RefusedError("file_type_refused", { values: { name: givenName } });
  }
  const name = nameForType(givenName, type);
  if (!isPicture(type)) return { name, type, whole: bytes, picture: undefined };
  try {
    return { name, type, ...(await redraw(bytes, type)) };
  } catch {
    // Whatever the decoder says: it is the file's fault.
    throw new RefusedError("file_damaged", { values: { name: givenName } });
  }
}

async function redraw(
  bytes: Uint8Array,
  type: string,
): Promise<{ whole: Uint8Array; picture: Picture }> {
  const { default: sharp } = await import("sharp");
  const options = { limitInputPixels: maxPixels, failOn: "error" } as const;
  const moves = type === "image/gif" || type === "image/webp";
  const { width = 0, height = 0, pages = 1 } = await sharp(bytes, options).metadata();
  if (width * height * pages > maxPixels) throw new Error("too many pixels");
  if (pages > maxFrames) throw new Error("too many frames");
  const source = sharp(bytes, { ...options, animated: moves }).autoOrient();
  const fitted = source.resize({
    width: maxSide,
    height: maxSide,
    fit: "inside",
    withoutEnlargement: true,
  });
  const encoded =
    type === "image/jpeg"
      ? fitted.jpeg({ quality: 84 })
      : type === "image/png"
        ? fitted.png()
        : type === "image/gif"
          ? fitted.gif()
          : fitted.webp({ quality: 84 });
  const { data: whole, info } = await encoded.toBuffer({ resolveWithObject: true });
  // From the clean form: the sender's bytes are decoded once.
  const still = sharp(whole, options);
  const thumbnail = await still
    .clone()
    .resize({
      width: thumbnailSide,
      height: thumbnailSide,
      fit: "inside",
      withoutEnlargement: true,
    })
    .webp({ quality: 72 })
    .toBuffer();
  const tiny = await still
    .clone()
    .resize({ width: 100, height: 100, fit: "inside" })
    .ensureAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { rgbaToThumbHash } = await import("thumbhash");
  const hash = rgbaToThumbHash(tiny.info.width, tiny.info.height, tiny.data);
  return {
    whole,
    picture: {
      width: info.width,
      height: info.pageHeight ?? info.height,
      placeholder: Buffer.from(hash).toString("base64"),
      thumbnail,
    },
  };
}

/** Text has no mark of its own: it is what reads as text, and does not look like something to be run. */
function isPlainText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  // oxlint-disable-next-line no-control-regex -- a control character means that it is not a text
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text)) return false;
  return !/<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\w+:\w+)|^\s*(?:<\?|#!|%!)/i.test(
    text,
  );
}
