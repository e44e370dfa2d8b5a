import type { DayStory } from "./story.ts";

/** The same day at a help desk. */
export const ticketStories: readonly DayStory[] = [
  {
    kind: "ticket",
    customer: "Mamadou Ly",
    title: "Mot de passe de messagerie oublié",
    ago: 26 * 60,
    moments: [
      [10, "technicien", "→ in_progress"],
      [12, "technicien", "Bonjour Mamadou, un lien de réinitialisation vient de partir."],
      [20, "customer", "Reçu, c’est bon, merci."],
      [22, "technicien", "→ resolved"],
    ],
  },
  {
    kind: "ticket",
    customer: "Bintou Camara",
    title: "Pas de réseau dans la salle de réunion",
    ago: 7 * 60,
    priority: "high",
    tags: ["wifi"],
    moments: [
      [25, "technicien2", "→ in_progress"],
      [27, "technicien2", "Bonjour Bintou, la borne du couloir est-elle allumée\u202f?"],
      [40, "customer", "Le voyant est rouge."],
    ],
  },
  {
    kind: "ticket",
    customer: "Sékou Doucouré",
    title: "Le logiciel de paie se ferme tout seul",
    ago: 240,
    priority: "urgent",
    tags: ["paie"],
    moments: [
      [20, "technicien", "→ in_progress"],
      [24, "technicien", "Bonjour Sékou, à quelle étape se ferme-t-il\u202f?"],
      [30, "customer", "Au moment d’imprimer les bulletins."],
    ],
  },
  {
    kind: "ticket",
    customer: "Ndèye Faye",
    title: "Clavier : la touche Entrée colle",
    ago: 160,
    priority: "low",
  },
  { kind: "ticket", customer: "Alpha Condé", title: "Accès au dossier Ventes", ago: 130 },
  {
    kind: "ticket",
    customer: "Mariam Sylla",
    title: "Visioconférence sans son",
    ago: 42,
    priority: "high",
    moments: [
      [6, "technicien2", "→ in_progress"],
      [8, "technicien2", "Bonjour Mariam, quel casque est branché\u202f?"],
    ],
  },
  {
    kind: "ticket",
    customer: "Pape Diouf",
    title: "Poste bloqué sur une mise à jour",
    ago: 12,
    priority: "urgent",
  },
];
