import { createClient } from "@relais/client";

createClient({ baseUrl: location.origin, getToken: () => Promise.resolve(null) }).start();
