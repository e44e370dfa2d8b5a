import {
  limitToLast,
  onChildAdded,
  onChildChanged,
  onDisconnect,
  onValue,
  orderByChild,
  query,
  ref,
  remove,
  set,
} from "@firebase/database";
import { Api } from "./api.js";
import { openDatabase } from "./database.js";

const address = new URLSearchParams(location.search).get("relais") ?? "http://localhost:3000";
const element = (selector) => document.querySelector(selector);
const api = new Api(address);
/** What was listened to in the room that is open. */
let stops = [];
/** The room that is open, and where it is told that one is writing. */
let current;
let me;
let database;

function show(id) {
  for (const name of ["door", "rooms", "room"]) element(`#${name}`).hidden = name !== id;
}

element("#door").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, password } = Object.fromEntries(new FormData(event.target));
  try {
    me = await api.signIn(email, password);
    database = openDatabase(address, api);
    await listRooms();
  } catch (error) {
    element("#door [role=alert]").textContent = error.message;
  }
});

async function listRooms() {
  const rooms = await api.rooms();
  element("#rooms ul").replaceChildren(
    ...rooms.map((room) => {
      const button = document.createElement("button");
      const { full_name } = room.other_participant;
      const number = room.delivery_info?.tracking_number ?? "hors livraison";
      button.textContent = `${full_name} · ${number} · ${room.last_message_text}`;
      button.addEventListener("click", () => openRoom(room));
      const line = document.createElement("li");
      line.append(button);
      return line;
    }),
  );
  show("rooms");
}

function openRoom({ id, other_participant: other }) {
  const place = (path) => ref(database, `chats/${id}/${path}`);
  const mine = place(`typing/${me.id}`);
  const lines = new Map();
  element("#room h1").textContent = other.full_name;
  element("#messages").replaceChildren();
  const draw = (snapshot) => {
    const line = lines.get(snapshot.key) ?? document.createElement("li");
    if (!lines.has(snapshot.key)) element("#messages").append(line);
    lines.set(snapshot.key, line);
    fill(line, snapshot.val());
    line.scrollIntoView({ block: "end" });
  };
  const newest = query(place("messages"), orderByChild("timestamp"), limitToLast(50));
  stops = [
    onChildAdded(newest, (snapshot) => {
      draw(snapshot);
      if (snapshot.val().sender_id !== me.id) markAsRead(id);
    }),
    onChildChanged(newest, draw),
    onValue(place(`typing/${other.id}`), (snapshot) => {
      element("#typing").textContent = snapshot.exists()
        ? `${other.full_name} est en train d’écrire`
        : "";
    }),
    onValue(ref(database, ".info/connected"), (snapshot) => {
      element("#connection").textContent = snapshot.val() ? "En ligne" : "Connexion…";
      if (snapshot.val()) void onDisconnect(mine).remove();
    }),
  ];
  current = { id, mine };
  show("room");
}

/** When it does not get through, the next message does it. */
function markAsRead(id) {
  api.markAsRead(id).catch(() => {});
}

function fill(line, { sender_id, message_type, text, image_url, latitude, longitude, is_read }) {
  const mine = sender_id === me.id;
  line.className = mine ? "mine" : "";
  const said = {
    location: `Position : ${latitude}, ${longitude} ${text}`,
    image: `Photo : ${image_url} ${text}`,
  };
  line.textContent = said[message_type] ?? text;
  if (!mine) return;
  const state = document.createElement("small");
  state.textContent = is_read ? "Lu" : "Envoyé";
  line.append(state);
}

element("#composer").addEventListener("input", ({ target }) => {
  const { mine } = current;
  void (target.value === "" ? remove(mine) : set(mine, { timestamp: new Date().toISOString() }));
});

element("#composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { text } = Object.fromEntries(new FormData(event.target));
  event.target.reset();
  await Promise.all([api.send(current.id, text), remove(current.mine)]);
});

element("#back").addEventListener("click", async () => {
  for (const stop of stops.splice(0)) stop();
  await listRooms();
});
