import { limits } from "@relais/protocol";

/** Frames that one request may bring (see `streamFramesBody`), each as large as a frame may be. */
export const streamBytes = 100 * limits.frameBytes;
