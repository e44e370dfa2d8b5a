import { Api } from "./api.js";
import { Live } from "./live.js";

const address = new URLSearchParams(location.search).get("relais") ?? "http://localhost:3000";
const element = (selector) => document.querySelector(selector);
const api = new Api(address);
let me;
let live;
/** The ticket that is open, and its comments by id. */
let ticket;
let comments = new Map();

function show(id) {
  for (const name of ["door", "tickets", "ticket"]) element(`#${name}`).hidden = name !== id;
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

function button(words, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", doing(deed));
  return made;
}

element("#door").addEventListener(
  "submit",
  doing(async ({ target }) => {
    const { email, password } = Object.fromEntries(new FormData(target));
    me = await api.signIn(email, password);
    await listTickets();
  }),
);

async function listTickets() {
  const list = me.role === "employe" ? "/api/tickets/my/" : "/api/technician/tickets/";
  const { results } = await api.get(list);
  element("#tickets ul").replaceChildren(
    ...results.map((one) => {
      const line = document.createElement("li");
      line.append(button(`${one.numero} · ${one.titre} · ${one.statut}`, () => openTicket(one)));
      return line;
    }),
  );
  element("#opening").hidden = me.role !== "employe";
  show("tickets");
}

element("#opening").addEventListener(
  "submit",
  doing(async ({ target }) => {
    const opened = await api.post("/api/tickets/create", Object.fromEntries(new FormData(target)));
    target.reset();
    openTicket(opened);
  }),
);

function openTicket(one) {
  ticket = one;
  comments = new Map();
  drawTicket();
  drawComments();
  show("ticket");
  live = new Live(() => api.socketAddress(one.id), {
    opened: calmly(() => {
      connection("En ligne");
      return readAgain();
    }),
    closed: () => connection("Connexion…"),
    refused: () => connection("Prenez d’abord ce ticket en charge"),
    comment: ({ comment }) => take([comment]),
    instruction_updated: ({ instruction }) => take([instruction]),
    guidance: ({ active, current_step }) => {
      ticket = { ...ticket, guidage_actif: active, etape_courante: current_step };
      drawTicket();
    },
    ticket: ({ ticket: changed }) => {
      ticket = changed;
      drawTicket();
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
  const { id } = ticket;
  const fresh = await api.get(`/api/tickets/${id}/`);
  for (let page = `/api/tickets/${id}/comments/?page_size=100`; page !== null; ) {
    const { results, next } = await api.get(page);
    if (ticket.id !== id) return;
    take(results);
    page = next && new URL(next).pathname + new URL(next).search;
  }
  ticket = fresh;
  drawTicket();
}

function calmly(deed) {
  const run = doing(deed);
  return () => run(new Event("open"));
}

function connection(words) {
  element("#connection").textContent = words;
}

function take(news) {
  for (const comment of news) comments.set(comment.id, comment);
  drawComments();
}

function drawTicket() {
  const { numero, titre, statut, guidage_actif, technicien } = ticket;
  element("#ticket h1").textContent = `${numero} · ${titre}`;
  element("#state").textContent = guidage_actif ? `${statut}, guidage en cours` : statut;
  const guides = me.role === "technicien";
  element("#take").hidden = !guides || technicien !== null;
  element("#start").hidden = !guides || technicien === null || guidage_actif;
  element("#end").hidden = !guidage_actif;
}

function drawComments() {
  const ordered = [...comments.values()].sort((a, b) =>
    a.date_creation < b.date_creation ? -1 : 1,
  );
  element("#comments").replaceChildren(...ordered.map(lineOf));
  element("#comments").lastElementChild?.scrollIntoView({ block: "nearest" });
}

const results = { fait: "C’est fait", echec: "Ça n’a pas marché", aide: "J’ai besoin d’aide" };

function lineOf({ id, auteur, message, type_action, numero_etape, confirme, resultat }) {
  const line = document.createElement("li");
  line.className = `${auteur?.id === me.id ? "mine" : ""} ${confirme ? "done" : ""}`;
  const isStep = type_action === "instruction";
  line.textContent = isStep ? `Étape ${numero_etape} : ${message}` : message;
  const state = document.createElement("small");
  state.textContent = (isStep && results[resultat]) || (auteur?.full_name ?? "");
  line.append(state);
  if (isStep && !confirme && me.role === "employe" && ticket.guidage_actif) {
    for (const [result, words] of Object.entries(results)) {
      line.append(button(words, () => confirm(id, result)));
    }
  }
  return line;
}

async function confirm(id, resultat) {
  take([await api.post(`/api/comments/${id}/confirm/`, { resultat })]);
}

const deeds = {
  take: () => api.post(`/api/technician/tickets/${ticket.id}/assign/`),
  start: () => api.post(`/api/tickets/${ticket.id}/guidance/start/`),
  end: () => api.post(`/api/tickets/${ticket.id}/guidance/end/`),
};
for (const [name, deed] of Object.entries(deeds)) {
  element(`#${name}`).addEventListener(
    "click",
    doing(async () => {
      await deed();
      live.again();
      await readAgain();
    }),
  );
}

element("#composer").addEventListener("input", ({ target }) => {
  live.hint({ type: "typing", is_typing: target.value !== "" });
});

element("#composer").addEventListener(
  "submit",
  doing(async ({ target }) => {
    const { message } = Object.fromEntries(new FormData(target));
    live.send({ message, client_id: crypto.randomUUID() });
    target.reset();
    live.hint({ type: "typing", is_typing: false });
  }),
);

element("#back").addEventListener(
  "click",
  doing(async () => {
    live.leave();
    await listTickets();
  }),
);
