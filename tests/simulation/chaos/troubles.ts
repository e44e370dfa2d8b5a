import type { Random } from "../random.ts";
import type { Stage } from "../stage.ts";
import { pause } from "../waiting.ts";

/** What can go wrong, or happen at a bad moment. Each answers what it did, for the record. */
export type Trouble = (stage: Stage, random: Random) => string | Promise<string>;

export const troubles: readonly (readonly [weight: number, trouble: Trouble])[] = [
  [14, cutLinks],
  [12, resetLinks],
  [8, swallowLinks],
  [8, slowLinks],
  [4, shutNetwork],
  [16, repeatOverHttp],
  [16, repeatOverSocket],
  [10, killTab],
  [6, openTab],
  [4, moveCase],
  [4, handOn],
  [2, openTalk],
];

/** The same, with guidance. */
export const richTroubles: typeof troubles = [...troubles, [10, guide], [4, endGuidance]];

function cutLinks({ proxy }: Stage, random: Random): string {
  const count = random.between(1, 4);
  proxy.cut(count);
  return `cut ${count}`;
}

function resetLinks({ proxy }: Stage, random: Random): string {
  const count = random.between(1, 4);
  proxy.reset(count);
  return `reset ${count}`;
}

function swallowLinks({ proxy }: Stage, random: Random): string {
  const count = random.between(1, 2);
  proxy.swallow(count);
  return `swallow ${count}`;
}

function slowLinks({ proxy }: Stage, random: Random): string {
  proxy.slow(random.between(1, 5), random.between(20, 400));
  return "slow";
}

function shutNetwork({ proxy }: Stage, random: Random): string {
  proxy.shut(random.between(300, 2_000));
  proxy.reset(random.between(0, 3));
  return "shut";
}

/** A message that was sent is sent again another way, now or later: it stays the same message. */
async function repeatOverHttp(stage: Stage, random: Random): Promise<string> {
  const { ledger, witness } = stage;
  const recent = ledger.sends.slice(-40);
  if (recent.length === 0) return "nothing to repeat";
  const { by, conversation_id, ...message } = random.pick(recent);
  const { client_id } = message;
  ledger.repeated.add(client_id);
  const path = `/v1/conversations/${conversation_id}/messages`;
  const times = random.between(1, 3);
  const delay = random.chance(0.5) ? 0 : random.between(50, 3_000);
  await pause(delay);
  const known = ledger.acknowledged.has(client_id);
  await Promise.all(
    Array.from({ length: times }, async () => {
      // The server may be down: that is another trouble.
      const answer = await witness.request(by, "POST", path, message).catch(() => undefined);
      if (answer?.status === 201) ledger.acknowledge(client_id, await answer.json());
      else if (answer !== undefined && answer.status < 429) {
        const told = await answer.text();
        // What was never stored is judged anew: what it answers is gone, or a step is open meanwhile.
        // Whoever has the work no more may not write there, whatever they wrote before.
        const handedOn = stage.talks.some((talk) => talk.id === conversation_id && talk.handedOn);
        if (handedOn && answer.status === 403) return;
        if (!known && /"(message_deleted|guidance_\w+|step_\w+)"/.test(told)) return;
        ledger.fault(`${client_id} again over HTTP: ${answer.status} ${told}`);
      }
    }),
  ).catch(() => {});
  return `repeat ${times} over HTTP`;
}

function repeatOverSocket({ devices, ledger }: Stage, random: Random): string {
  const tab = random.pick(devices.flatMap((device) => device.tabs));
  const own = ledger.sends.slice(-60).filter(({ by }) => by === tab.person);
  if (own.length === 0) return "nothing to repeat";
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    const { by: _, ...message } = random.pick(own);
    ledger.repeated.add(message.client_id);
    const ref = 1_000_000_000 + random.between(0, 1_000_000_000);
    tab.life.repeat({ type: "send", ref, ...message });
  }
  return "repeat over the socket";
}

function killTab(stage: Stage, random: Random): string {
  const device = random.pick(stage.devices);
  const tab = device.tabs.length === 0 ? undefined : random.pick(device.tabs);
  if (tab === undefined) return "no tab to kill";
  device.killTab(tab);
  if (device.tabs.length === 0) device.openTab(stage.talksOf(device.options.person));
  return `kill ${tab.name}`;
}

function openTab(stage: Stage, random: Random): string {
  const device = random.pick(stage.devices);
  if (device.tabs.length >= device.options.mostTabs) return "no room for a tab";
  return `open ${device.openTab(stage.talksOf(device.options.person)).name}`;
}

/** The technician goes on with the case: changes and system messages among the others. */
async function moveCase({ talks, witness }: Stage, random: Random): Promise<string> {
  const { caseId, worker } = random.pick(talks);
  if (worker === null) return "nobody's case";
  const status = random.pick(["en_route", "arrived", "in_progress"]);
  await witness
    .request(worker, "POST", `/v1/cases/${caseId}/status`, { status })
    .catch(() => undefined);
  return `case ${status}`;
}

/** The work goes to the other technician, to nobody, or back: its conversations with it, for every device. */
async function handOn(stage: Stage, random: Random): Promise<string> {
  const { caseId } = random.pick(stage.talks);
  const worker = random.pick(["moussa", "second", null] as const);
  await stage.handOn(caseId, worker).catch(() => undefined);
  return "hand a case on";
}

/** The technician guides: what he writes from now on is the next instruction. */
async function guide(stage: Stage, random: Random): Promise<string> {
  const { id, worker } = random.pick(stage.talks.filter(({ internal }) => !internal));
  const path = `/v1/conversations/${id}/guidance`;
  if (worker === null) return "nobody guides";
  await stage.witness.request(worker, "POST", path, {}).catch(() => undefined);
  return "guide";
}

async function endGuidance(stage: Stage, random: Random): Promise<string> {
  const { id, worker } = random.pick(stage.talks.filter(({ internal }) => !internal));
  const end = random.weighted<() => Promise<Response>>([
    [
      2,
      () =>
        stage.witness.request(worker ?? "claire", "POST", `${path}/end`, {
          solved: random.chance(0.5),
        }),
    ],
    [1, () => stage.witness.request("awa", "POST", `${path}/leave`, {})],
  ]);
  const path = `/v1/conversations/${id}/guidance`;
  await end().catch(() => undefined);
  return "end a guidance";
}

async function openTalk(stage: Stage, random: Random): Promise<string> {
  if (stage.talks.length >= 8) return "talks enough";
  await stage.openTalk(random.pick(["moussa", "second"])).catch(() => undefined);
  return "open a case";
}
