import type { ProcedureContent } from "@relais/protocol";

const step = (id: string, text: string) => ({ id, text, pictures: [] });

/** What the breakdown service lets a customer do who has cables and a second car. */
export const batteryProcedure: ProcedureContent = {
  title: "Batterie à plat\u202f: démarrer avec des câbles",
  description: "Le client a des câbles, et une autre voiture peut s’approcher.",
  variables: [
    {
      name: "helper",
      label: "Quelle voiture vient aider\u202f?",
      kind: "text",
      options: [],
    },
  ],
  steps: [
    {
      ...step("s1", "Coupez le contact des deux voitures et serrez les freins à main."),
      if_failed: null,
    },
    {
      ...step(
        "s2",
        "Reliez le câble rouge à la borne + de votre batterie, puis à celle de {{helper}}.",
      ),
      if_failed: {
        steps: [
          step("s2a", "Cherchez le signe + gravé près de la borne, et envoyez-en une photo."),
        ],
        after: "again",
      },
    },
    {
      ...step(
        "s3",
        "Reliez le câble noir à la borne − de {{helper}}, puis à un métal nu de votre moteur, loin de la batterie.",
      ),
      if_failed: null,
    },
    {
      ...step("s4", "Démarrez {{helper}}, attendez trois minutes, puis démarrez la vôtre."),
      if_failed: {
        steps: [step("s4a", "Resserrez les pinces, attendez cinq minutes.")],
        after: "again",
      },
    },
    {
      ...step("s5", "Retirez le câble noir, puis le rouge, sans couper le moteur."),
      if_failed: null,
    },
  ],
};
