import type { Message } from "@relais/protocol";
import type { DisplayedFile, UploadState } from "../files/types.ts";
import { needsUpload } from "../outbox/files.ts";
import type { OutboxEntry } from "../outbox/types.ts";
import type { DisplayedMessage } from "./types.ts";

type Files = { files?: readonly DisplayedFile[]; upload?: UploadState };

export function filesOfMessage({ attachments }: Message): Files {
  if (attachments === undefined) return {};
  return {
    files: attachments.map(({ voice, ...file }) => ({
      key: file.id,
      ...file,
      ...(voice && { voice }),
    })),
  };
}

export function filesOfEntry(
  entry: OutboxEntry,
  progressOf: (entry: OutboxEntry) => number,
): Files {
  const { files, paused = false, state } = entry;
  if (files === undefined) return {};
  return {
    files: files.map(({ key, name, type, blob, upload_id, uploaded, voice }) => ({
      key,
      id: uploaded ? upload_id : null,
      name,
      type,
      bytes: blob.size,
      width: null,
      height: null,
      placeholder: null,
      ...(voice && { voice }),
      ...(blob.size > 0 && { blob }),
    })),
    ...(needsUpload(entry) &&
      state === "waiting" && { upload: { paused, progress: progressOf(entry) } }),
  };
}

/** What this device has just sent is shown from its own copy: the picture does not go and come again. */
export function withBlobs(
  message: DisplayedMessage,
  before: ReadonlyMap<string, DisplayedMessage>,
): DisplayedMessage {
  const old = message.files === undefined ? undefined : before.get(message.key)?.files;
  if (old === undefined) return message;
  const blobs = new Map(old.map(({ id, blob }) => [id, blob]));
  const files = message.files?.map((file) => {
    const blob = blobs.get(file.id);
    return blob === undefined ? file : { ...file, blob };
  });
  return { ...message, ...(files && { files }) };
}

export function isSameFiles(one: DisplayedMessage, other: DisplayedMessage): boolean {
  return (
    one.upload?.progress === other.upload?.progress &&
    one.upload?.paused === other.upload?.paused &&
    one.files?.length === other.files?.length &&
    (one.files ?? []).every((file, index) => {
      const twin = other.files?.[index];
      return (
        file.id === twin?.id &&
        file.blob === twin.blob &&
        file.width === twin.width &&
        file.voice?.duration_ms === twin.voice?.duration_ms
      );
    })
  );
}
