import { deleteApp, type FirebaseApp, initializeApp } from "@firebase/app";
import {
  connectDatabaseEmulator,
  type Database,
  type DatabaseReference,
  type DataSnapshot,
  getDatabase,
  onValue,
  type Query,
} from "@firebase/database";

/** A stock Firebase client whose database is the server under test. */
export class FirebaseClient {
  readonly #app: FirebaseApp;
  readonly database: Database;
  #closed: Promise<void> | undefined;

  constructor(baseUrl: string, token: string) {
    const { hostname, port } = new URL(baseUrl);
    this.#app = initializeApp(
      { projectId: "relais", databaseURL: `${baseUrl}?ns=relais` },
      crypto.randomUUID(),
    );
    this.database = getDatabase(this.#app);
    connectDatabaseEmulator(this.database, hostname, Number(port), { mockUserToken: token });
  }

  /** Once is enough, and more does no harm. */
  close(): Promise<void> {
    this.#closed ??= deleteApp(this.#app);
    return this.#closed;
  }
}

/** The value of a place once it is as wanted. */
export function untilValue(
  place: DatabaseReference | Query,
  wanted: (snapshot: DataSnapshot) => boolean,
): Promise<DataSnapshot> {
  return new Promise((resolve, reject) => {
    const stop = onValue(
      place,
      (snapshot) => {
        if (!wanted(snapshot)) return;
        resolve(snapshot);
        // Within the call the listener is not there yet.
        queueMicrotask(() => stop());
      },
      reject,
    );
  });
}
