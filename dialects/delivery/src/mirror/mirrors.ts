import type { Consumer } from "@relais/core";
import type { DialectMeans } from "@relais/dialect";
import { serviceAccount } from "./access-token.ts";
import { firebaseMirror } from "./mirror.ts";

/** The mirror, where a Firebase project is set up. Throws when the file is not that of a service account. */
export function mirrors({ firebase, origin }: DialectMeans): readonly Consumer[] {
  if (firebase === undefined) return [];
  const account = serviceAccount.safeParse(firebase.account);
  if (!account.success) {
    // What is wrong with it is not told: it holds a key.
    throw new Error(
      "FIREBASE_CREDENTIALS_PATH is not the file of a service account: download a new one from the Firebase console.",
    );
  }
  const { databaseUrl } = firebase;
  return [firebaseMirror({ databaseUrl, account: account.data, origin, language: "fr" })];
}
