import { z } from "zod";

/** Frames of a client that reads by SSE: the same frames as over WebSocket, several in one request. */
export const streamFramesBody = z.array(z.unknown()).min(1).max(100);
