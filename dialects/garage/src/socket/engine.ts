import type { Core } from "@relais/core";
import { type DialectApp, type DialectServices, Rooms } from "@relais/dialect";
import { limits } from "@relais/protocol";
import { Server as Engine } from "engine.io";
import { Server, type Socket } from "socket.io";
import { carrierOf } from "./carrier.ts";
import { Hall } from "./hall.ts";
import { listen } from "./listen.ts";
import { awayMilliseconds, type Beside, RecoveringAdapter } from "./recovering-adapter.ts";
import { Session } from "./session.ts";

const halls = new Rooms<Hall>();
const engines = new WeakMap<Core, Engine>();

export const engineOf = ({ core }: Pick<DialectServices, "core">): Engine | undefined =>
  engines.get(core);

/** Socket.IO over the requests of this server: its engine keeps sockets alive, our connections say what is told. */
export function openEngine(app: DialectApp, services: DialectServices): Engine {
  const engine = new Engine({
    transports: ["polling", "websocket"],
    maxHttpBufferSize: limits.frameBytes,
    pingInterval: limits.heartbeatMilliseconds,
    pingTimeout: limits.heartbeatMilliseconds,
    allowEIO3: false,
    perMessageDeflate: false,
  });
  const io = new Server({
    serveClient: false,
    adapter: RecoveringAdapter,
    connectTimeout: limits.helloMilliseconds,
    // Whoever comes back shows a token again.
    connectionStateRecovery: { maxDisconnectionDuration: awayMilliseconds, skipMiddlewares: false },
  });
  io.bind(engine);
  io.use(async (socket, next) => {
    const entered = await enter(services, socket).catch(() => false);
    if (entered) next();
    else next(new Error("unauthorized"));
  });
  io.on("connection", (socket) => {
    const { session, carrier } = socket.data as Entered;
    listen(socket, session, services.languageOf(socket.request));
    carrier.begin();
  });
  engines.set(services.core, engine);
  app.addHook("preClose", async () => {
    await io.close();
  });
  return engine;
}

type Entered = Required<Pick<Beside, "session" | "user_id">> & {
  readonly carrier: ReturnType<typeof carrierOf>;
};

/** Rejects for whoever may not be here. */
async function enter(services: DialectServices, socket: Socket): Promise<boolean> {
  const { core, realtime } = services;
  const token: unknown = socket.handshake.auth.token;
  if (typeof token !== "string" || token === "" || token.length > 4_096) {
    throw new Error("no token");
  }
  const { recovered: from }: Beside = socket.data;
  const language = services.languageOf(socket.request);
  const origin = services.originOf(socket.request);
  const { room: hall, leave } = halls.enter(
    core,
    `${language} ${origin}`,
    () => new Hall(core, language, origin),
  );
  const sessions: Session[] = [];
  const end = () => {
    for (const session of sessions) session.end();
  };
  const carrier = carrierOf(socket, end);
  const ended = realtime.interpretCarried(carrier, (link) => {
    const session = new Session(link, { core, token, language, origin, hall, from });
    sessions.push(session);
    return session;
  });
  const [session] = sessions;
  socket.conn.once("close", () => {
    end();
    ended();
    leave();
  });
  if (session === undefined) throw new Error("realtime made no interpreter");
  await session.ready;
  const entered: Entered = { session, user_id: session.actor.id, carrier };
  socket.data = entered;
  return true;
}
