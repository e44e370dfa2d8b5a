import type { PrepareFile } from "./types.ts";

const side = 1_600;
const saverSide = 1_024;
const quality = 0.8;
/** Smaller photos are left alone, unless they are large in pixels. */
const worthBytes = 300_000;
const photos = new Set(["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"]);

/** Makes photos small enough for a phone's link, upright as they were held. What it cannot read stays as it is. */
export const downscale: PrepareFile = async (blob, type, saving) => {
  if (!photos.has(type) || typeof createImageBitmap === "undefined") return blob;
  try {
    const picture = await createImageBitmap(blob, { imageOrientation: "from-image" });
    try {
      const most = saving ? saverSide : side;
      const scale = Math.min(1, most / Math.max(picture.width, picture.height));
      // What is small already, or drawn rather than photographed, loses more than it saves.
      const small = scale === 1 && blob.size < worthBytes;
      if (small || (type === "image/png" && scale === 1)) return blob;
      const smaller = await draw(picture, scale);
      return smaller !== null && (smaller.size < blob.size || type.startsWith("image/hei"))
        ? smaller
        : blob;
    } finally {
      picture.close();
    }
  } catch {
    return blob;
  }
};

async function draw(picture: ImageBitmap, scale: number): Promise<Blob | null> {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = canvasOf(width, height);
  // The two kinds of canvas have the same context, by two types.
  const context = canvas.getContext("2d") as CanvasRenderingContext2D | null;
  if (context === null) return null;
  // JPEG has no transparency: what shows through is paper.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  if (!("toBlob" in canvas)) return canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", quality);
  });
}

/** A service worker has no document. */
function canvasOf(width: number, height: number): HTMLCanvasElement | OffscreenCanvas {
  if (typeof document === "undefined") return new OffscreenCanvas(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}
