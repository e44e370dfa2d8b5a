import type { Stage } from "../stage.ts";

/** Claims in Nadia's hands, with what their customers wrote; the id of the one that is spoken of. */
export function claims(stage: Stage): Promise<string> {
  let told = known.get(stage);
  if (told === undefined) {
    told = tell(stage);
    known.set(stage, told);
  }
  return told;
}

const known = new WeakMap<Stage, Promise<string>>();

async function tell(stage: Stage): Promise<string> {
  const admin = await stage.client("admin@claims.demo");
  const promised = {
    kind: "claim",
    priority: "normal",
    answer_minutes: 60,
    resolution_minutes: 480,
  };
  await admin.http.call({ path: "/v1/desk/targets", method: "PUT", body: { targets: [promised] } });
  const nadia = await stage.client("nadia");
  const { id: assigned_to } = await nadia.http.call<{ id: string }>({ path: "/v1/me" });
  type Begun = { id: string; claim_id: string; access_token: string };
  const begin = async (customer_name: string, subject: string, written: string): Promise<Begun> => {
    const path = "/claims/api/conversations";
    const begun = await nadia.http.call<Begun>({ path, body: { customer_name, subject } });
    const { id, access_token } = begun;
    await nadia.http.call({ path: `${path}/${id}`, method: "PATCH", body: { assigned_to } });
    await fetch(`${stage.server.url}${path}/${id}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: written }),
    });
    return begun;
  };
  const spoken = await begin(
    "Léa Petit",
    stage.say("Four : code erreur E4", "Oven: error code E4"),
    stage.say(
      "Bonjour, le four affiche E4 depuis hier soir.",
      "Hello, the oven has shown E4 since last night.",
    ),
  );
  await nadia.http.sendMessage(
    spoken.id,
    stage.say(
      "Bonjour Léa, pouvez-vous m’envoyer une photo de l’étiquette ?",
      "Hello Léa, could you send me a photo of the label?",
    ),
  );
  await begin(
    "Paul Mercier",
    stage.say("Lave-linge : le tambour ne tourne plus", "Washing machine: the drum does not turn"),
    stage.say("Le réparateur vient quand ?", "When does the repairer come?"),
  );
  await begin(
    "Marc Fontaine",
    stage.say("Réfrigérateur trop froid", "Refrigerator too cold"),
    stage.say("Merci, je vous envoie la facture.", "Thank you, I am sending you the invoice."),
  );
  return spoken.claim_id;
}
