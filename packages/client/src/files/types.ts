import type { Voice } from "@relais/protocol";

/** A file that goes out with a message, kept on this device until the message has arrived. */
export type OutboxFile = {
  /** Its own within the message. */
  key: string;
  name: string;
  /** As the device says; the server looks for itself. */
  type: string;
  blob: Blob;
  /** The upload that was begun for it; null before. */
  upload_id: string | null;
  /** All of it is there and was found good. */
  uploaded: boolean;
  /** It was made as small as it will be. */
  prepared: boolean;
  /** Present when it is a voice note: how long and how loud it is, as this device found. */
  voice?: Voice;
};

/** A voice note as it was recorded. */
export type Recording = Voice & { blob: Blob };

/**
 * Makes a file smaller before it is uploaded; the same blob when there is nothing to gain. `saving`: the
 * person, or their link, wants it smaller still.
 */
export type PrepareFile = (blob: Blob, type: string, saving: boolean) => Promise<Blob>;

/** A file as a person sees it, from the moment in which it was chosen. */
export type DisplayedFile = {
  key: string;
  /** Null until the server has all of it. */
  id: string | null;
  name: string;
  type: string;
  bytes: number;
  width: number | null;
  height: number | null;
  placeholder: string | null;
  /** Present when it is a voice note. */
  voice?: Voice;
  /** The file itself, where this device has it: the preview needs no network. */
  blob?: Blob;
};

/** How far the files of a message have come. */
export type UploadState = {
  paused: boolean;
  /** From 0 to 1, over all files of the message. */
  progress: number;
};
