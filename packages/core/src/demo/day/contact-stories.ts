import type { DayStory } from "./story.ts";

/** What customers of a claims service ask besides. */
export const contactStories: readonly DayStory[] = [
  {
    kind: "contact",
    customer: "Hamidou Barry",
    title: "Question sur mon contrat",
    ago: 30 * 60,
    moments: [
      [20, "customer", "Bonjour, ma garantie couvre-t-elle aussi la batterie\u202f?"],
      [50, "operations", "Bonjour Hamidou, oui, pendant la première année."],
      [52, "customer", "Parfait, merci beaucoup."],
      [60, "operations", "→ resolved"],
    ],
  },
  {
    kind: "contact",
    customer: "Oumou Ouattara",
    title: "Changer d’adresse",
    ago: 190,
    moments: [
      [1, "customer", "Bonjour, j’ai déménagé à Sikasso. Où envoyer mes nouveaux papiers\u202f?"],
    ],
  },
  {
    kind: "contact",
    customer: "Mahamadou Kanté",
    title: "Facture en double",
    ago: 75,
    moments: [
      [1, "customer", "Bonjour, j’ai été prélevé deux fois ce mois-ci."],
      [12, "operations", "Bonjour Mahamadou, je regarde cela avec la comptabilité."],
    ],
  },
  {
    kind: "contact",
    customer: "Inna Maïga",
    title: "Renouveler ma garantie",
    ago: 33,
    moments: [[1, "customer", "Bonjour, comment prolonger la garantie de mon téléviseur\u202f?"]],
  },
];
