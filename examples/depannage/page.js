import { Api } from "./api.js";
import { Live } from "./live.js";

const address = new URLSearchParams(location.search).get("relais") ?? "http://localhost:3000";
const element = (selector) => document.querySelector(selector);
const api = new Api(address);
const requests = "/depannage/api/requests/";
const chat = "/depannage/api/chat/";
let me;
let live;
/** The request that is open, and its messages by id. */
let request;
let messages = new Map();
/** The watch on where this device is. */
let watch;

function show(id) {
  for (const name of ["door", "requests", "request"]) element(`#${name}`).hidden = name !== id;
}

/** What goes wrong is said in the server's own words. */
function doing(deed) {
  return async (event) => {
    event.preventDefault();
    element("#problem").textContent = "";
    try {
      await deed(event);
    } catch (error) {
      element("#problem").textContent = error.message;
    }
  };
}

element("#door").addEventListener(
  "submit",
  doing(async ({ target }) => {
    const { email, password } = Object.fromEntries(new FormData(target));
    me = await api.signIn(email, password);
    await listRequests();
  }),
);

async function listRequests() {
  const { results } = await api.get(`${requests}?page_size=100`);
  element("#requests ul").replaceChildren(
    ...results.map((one) => {
      const [line, button] = ["li", "button"].map((name) => document.createElement(name));
      button.type = "button";
      button.textContent = `${one.title} · ${states[one.status]}`;
      button.addEventListener("click", () => openRequest(one));
      line.append(button);
      return line;
    }),
  );
  element("#opening").hidden = me.role !== "client";
  show("requests");
}

element("#opening").addEventListener(
  "submit",
  doing(async ({ target }) => {
    const opened = await api.post(requests, Object.fromEntries(new FormData(target)));
    target.reset();
    openRequest(opened);
  }),
);

function openRequest(one) {
  request = one;
  messages = new Map();
  element("#way").textContent = "";
  drawRequest();
  drawMessages();
  show("request");
  if (one.conversation_id) listen();
  else void waitForTechnician(one.id);
}

/** Nobody has taken it yet: there is no conversation to listen to. */
async function waitForTechnician(id) {
  connection("En attente d’un technicien");
  while (request?.id === id && !request.conversation_id) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (request?.id !== id) return;
    try {
      request = await api.get(`${requests}${id}/`);
    } catch {
      continue;
    }
    drawRequest();
    if (request.conversation_id) listen();
  }
}

function listen() {
  live = new Live(() => api.socketAddress(request.conversation_id), {
    opened: calmly(readAgain),
    closed: () => connection("Connexion…"),
    message: ({ message }) => {
      take([message]);
      seen();
    },
    read: ({ user_id, message_ids, read_at }) => {
      if (user_id === me.id) return;
      const read = message_ids.flatMap((id) => messages.get(id) ?? []);
      take(read.map((message) => ({ ...message, is_read: true, read_at })));
    },
    status: ({ status }) => {
      request = { ...request, status };
      drawRequest();
    },
    location: ({ user_id, distance_m, eta_s }) => {
      if (user_id === me.id) return;
      const far = distance_m === null ? "" : ` à ${(distance_m / 1_000).toFixed(1)} km`;
      const soon = eta_s === null ? "" : `, environ ${Math.max(1, Math.round(eta_s / 60))} min`;
      element("#way").textContent = `Position reçue${far}${soon}`;
    },
    typing: ({ user_name, is_typing }) => {
      element("#typing").textContent = is_typing ? `${user_name} est en train d’écrire` : "";
    },
    error: ({ message }) => {
      element("#problem").textContent = message;
    },
  });
}

/** The socket tells what is new only: what was missed is read. */
async function readAgain() {
  connection("En ligne");
  const { id, conversation_id } = request;
  const fresh = await api.get(`${requests}${id}/`);
  const all = `${chat}messages/conversation_messages/?conversation_id=${conversation_id}`;
  for (let page = `${all}&page_size=100`; page !== null; ) {
    const { results, next } = await api.get(page);
    if (request?.id !== id) return;
    take(results);
    page = next && new URL(next).pathname + new URL(next).search;
  }
  request = fresh;
  drawRequest();
  seen();
}

function seen() {
  if (document.visibilityState === "visible") live.hint({ type: "read" });
}

function calmly(deed) {
  const run = doing(deed);
  return () => run(new Event("open"));
}

function connection(words) {
  element("#connection").textContent = words;
}

function take(news) {
  for (const message of news) messages.set(message.id, message);
  drawMessages();
}

const states = {
  pending: "En attente",
  accepted: "Acceptée",
  en_route: "En route",
  arrived: "Arrivé",
  in_progress: "En cours",
  completed: "Terminée",
  cancelled: "Annulée",
};
const following = {
  accepted: ["en_route", "Je pars"],
  en_route: ["arrived", "Je suis arrivé"],
  arrived: ["in_progress", "Je commence"],
  in_progress: ["completed", "C’est terminé"],
};

function drawRequest() {
  const { title, status, technician } = request;
  const works = me.role === "technicien";
  element("#request h1").textContent = title;
  element("#state").textContent = states[status];
  element("#accept").hidden = !works || technician !== null;
  const [, words] = following[status] ?? [];
  element("#advance").textContent = words ?? "";
  element("#advance").hidden = !works || technician === null || words === undefined;
  element("#share").hidden = !request.conversation_id || following[status] === undefined;
  element("#composer").hidden = !request.conversation_id;
}

function drawMessages() {
  const ordered = [...messages.values()].sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
  element("#messages").replaceChildren(...ordered.map(lineOf));
  element("#messages").lastElementChild?.scrollIntoView({ block: "nearest" });
}

function lineOf({ sender, content, attachments, is_read, message_type }) {
  const line = document.createElement("li");
  const mine = sender?.id === me.id && message_type !== "system";
  line.className = mine ? "mine" : "";
  line.textContent = content;
  for (const { url, name, content_type } of attachments) {
    const isPicture = content_type.startsWith("image/");
    const file = document.createElement(isPicture ? "img" : "a");
    if (isPicture) Object.assign(file, { src: url, alt: name });
    else Object.assign(file, { href: url, textContent: name });
    line.append(file);
  }
  const state = document.createElement("small");
  const read = is_read ? "Lu" : "Envoyé";
  state.textContent = mine ? read : (sender?.full_name ?? "");
  line.append(state);
  return line;
}

element("#accept").addEventListener(
  "click",
  doing(async () => {
    request = await api.post(`${requests}${request.id}/accept/`);
    drawRequest();
    listen();
  }),
);

element("#advance").addEventListener(
  "click",
  doing(async () => {
    const [status] = following[request.status];
    request = await api.post(`${requests}${request.id}/status/`, { status });
    drawRequest();
  }),
);

element("#share").addEventListener("click", () => {
  watch ??= navigator.geolocation.watchPosition(
    ({ coords: { latitude, longitude, heading, speed } }) => {
      live.hint({ type: "location", latitude, longitude, heading, speed });
    },
    () => {
      element("#problem").textContent = "Votre position n’est pas connue.";
    },
    { enableHighAccuracy: true },
  );
});

element("#composer [name=content]").addEventListener("input", ({ target }) => {
  live.hint({ type: "typing", is_typing: target.value !== "" });
});

element("#composer").addEventListener(
  "submit",
  doing(async ({ target }) => {
    const { content, photo } = Object.fromEntries(new FormData(target));
    const client_id = crypto.randomUUID();
    if (photo.size === 0) live.send({ type: "message", content, client_id });
    else await sendPhoto(content, photo, client_id);
    target.reset();
    live.hint({ type: "typing", is_typing: false });
  }),
);

async function sendPhoto(content, photo, client_id) {
  const form = new FormData();
  form.append("conversation", request.conversation_id);
  form.append("content", content);
  form.append("client_id", client_id);
  form.append("files", photo);
  await api.post(`${chat}messages/`, form);
}

element("#back").addEventListener(
  "click",
  doing(async () => {
    live?.leave();
    live = undefined;
    if (watch !== undefined) navigator.geolocation.clearWatch(watch);
    watch = undefined;
    request = undefined;
    await listRequests();
  }),
);
