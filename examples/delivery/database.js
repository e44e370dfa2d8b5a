import { initializeApp } from "@firebase/app";
import { Component } from "@firebase/component";
import { forceLongPolling, getDatabase } from "@firebase/database";

/** A stock Firebase database at this address, whose tokens are those of the API. */
export function openDatabase(address, api) {
  // By itself the client turns to polling where no WebSocket comes through; `?polling` shows it anywhere.
  if (new URLSearchParams(location.search).has("polling")) forceLongPolling();
  const app = initializeApp({ databaseURL: `${address}/?ns=relais` });
  // Where Firebase Authentication would stand: the database asks it for tokens, anew when one has ended.
  const tokens = {
    getToken: async (renewed) => ({ accessToken: renewed ? await api.renew() : api.access }),
    getUid: () => null,
    addAuthTokenListener: (listener) => listener(api.access),
    removeAuthTokenListener: () => {},
  };
  app.container.addComponent(new Component("auth-internal", () => tokens, "PRIVATE"));
  return getDatabase(app);
}
