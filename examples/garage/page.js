import { call, relais, signIn, token } from "./api.js";

const element = (selector) => document.querySelector(selector);
const show = (section) => {
  for (const one of ["door", "people", "talk"]) element(`#${one}`).hidden = one !== section;
};
const problem = (error) => {
  element("#problem").textContent = error === undefined ? "" : error.message;
};
const doing = (work) => async (event) => {
  event.preventDefault();
  problem();
  await work(event).catch(problem);
};

let me;
let socket;
/** Whose messages are on the screen. */
let other;

element("#door").addEventListener(
  "submit",
  doing(async ({ target }) => {
    const { email, password } = Object.fromEntries(new FormData(target));
    me = await signIn(email, password);
    listen();
    await listPeople();
  }),
);

const state = (words) => {
  element("#connection").textContent = words;
};

/** One socket for everybody one writes with. Socket.IO comes back by itself, and is told what it missed. */
function listen() {
  socket = globalThis.io(relais, { auth: (give) => give({ token: token() }) });
  socket.on("connect", async () => {
    state("En ligne");
    // Longer away than the server remembers: the history has everything.
    if (!socket.recovered && other !== undefined) await readAll().catch(problem);
  });
  socket.on("disconnect", () => state("Connexion…"));
  socket.on("connect_error", (error) => problem(error));
  socket.on("new-message", (message) => {
    if ([message.senderId, message.receiverId].includes(other?.id)) add(message);
    else if (!element("#people").hidden) void listPeople().catch(problem);
  });
  socket.on("typing", ({ userId, isTyping }) => {
    if (userId !== other?.id) return;
    element("#typing").textContent = isTyping ? `${other.name} écrit…` : "";
  });
  socket.on("messages-read", ({ messageIds }) => {
    for (const id of messageIds) document.getElementById(id)?.classList.add("read");
  });
  socket.on("unread-count", ({ total }) => {
    element("#unread").textContent = total === 0 ? "" : `${total} non lus`;
  });
}

/** Those one has written with, then the garages one may write to. */
async function listPeople() {
  const talks = await call("GET", "/api/messages/conversations");
  const garages = await call("GET", "/api/garages");
  const people = new Map();
  for (const { userId, name } of garages) if (userId !== me.id) people.set(userId, { name });
  for (const { userId, user, lastMessage } of talks) {
    people.set(userId, { name: user.name, last: lastMessage.content });
  }
  element("#people ul").replaceChildren(
    ...[...people].map(([id, { name, last = "" }]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = last === "" ? name : `${name} : ${last}`;
      button.addEventListener(
        "click",
        doing(() => open(id, name)),
      );
      const line = document.createElement("li");
      line.append(button);
      return line;
    }),
  );
  show("people");
}

async function open(id, name) {
  other = { id, name };
  element("#talk h1").textContent = name;
  socket.emit("join-room", id);
  await readAll();
  show("talk");
}

async function readAll() {
  const all = await call("GET", `/api/messages/conversation/${other.id}`);
  element("#messages").replaceChildren();
  for (const message of all) add(message);
}

function add({ _id: id, senderId, content, read }) {
  if (document.getElementById(id) !== null) return;
  const line = document.createElement("li");
  line.id = id;
  line.textContent = content;
  line.classList.toggle("mine", senderId === me.id);
  line.classList.toggle("read", read);
  element("#messages").append(line);
  if (senderId === other.id) socket.emit("mark-read", { senderId });
}

const composer = element("#composer");
composer.addEventListener("input", ({ target }) => {
  socket.emit("typing", { receiverId: other.id, isTyping: target.value !== "" });
});
composer.addEventListener(
  "submit",
  doing(async () => {
    const { content } = Object.fromEntries(new FormData(composer));
    const message = { receiverId: other.id, content, clientId: crypto.randomUUID() };
    // Without an answer it is sent again under the same id, and is one message.
    const answer = await socket.timeout(20_000).emitWithAck("send-message", message);
    if (!answer.ok) throw new Error(answer.error);
    add(answer.message);
    composer.reset();
  }),
);
element("#back").addEventListener(
  "click",
  doing(() => {
    other = undefined;
    return listPeople();
  }),
);
