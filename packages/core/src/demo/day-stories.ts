import type { Priority } from "@relais/protocol";

/** Who does something: the customer, or one of the cast by the beginning of their address. */
export type Speaker = "customer" | "operations" | "agent" | "admin" | "technicien" | "technicien2";

/** What happened, so many minutes after the case was opened. */
export type Moment = readonly [minutes: number, by: Speaker, what: string];

export type DayStory = {
  readonly kind: "claim" | "contact" | "ticket";
  readonly customer: string;
  readonly title: string;
  readonly description?: string;
  /** Minutes before now. */
  readonly ago: number;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  /** Words; `→ status` takes a step, `@ name` gives it to somebody, `zzz` puts it off until tomorrow. */
  readonly moments?: readonly Moment[];
};

const day = 24 * 60;

/** A day of a claims service. The newest are at the end. */
export const claimStories: readonly DayStory[] = [
  {
    kind: "claim",
    customer: "Salif Diarra",
    title: "Réfrigérateur qui ne refroidit plus",
    ago: 3 * day + 90,
    tags: ["froid", "pièce commandée"],
    moments: [
      [
        8,
        "operations",
        "Bonjour Salif, je prends votre dossier. Le moteur tourne-t-il encore\u202f?",
      ],
      [9, "operations", "@ operations"],
      [10, "operations", "→ under_review"],
      [25, "customer", "Oui, il tourne sans arrêt mais rien ne refroidit."],
      [70, "operations", "→ approved"],
      [day, "operations", "→ in_repair"],
      [3 * day + 60, "customer", "Avez-vous une date pour la pièce\u202f?"],
    ],
  },
  {
    kind: "claim",
    customer: "Rokia Sangaré",
    title: "Téléviseur : lignes vertes à l’écran",
    ago: 3 * day,
    moments: [
      [20, "agent", "Bonjour Rokia, pouvez-vous m’envoyer une photo de l’écran allumé\u202f?"],
      [21, "agent", "@ agent"],
      [22, "agent", "→ under_review"],
      [40, "customer", "La voici, prise ce matin."],
      [200, "agent", "→ approved"],
      [day, "agent", "→ completed"],
    ],
  },
  {
    kind: "claim",
    customer: "Jean-Baptiste Kéita",
    title: "Micro-ondes : étincelles à la mise en route",
    ago: 2 * day + 200,
    priority: "urgent",
    tags: ["sécurité"],
    moments: [
      [
        4,
        "agent",
        "Débranchez-le tout de suite, s’il vous plaît. Il reste débranché jusqu’à notre visite.",
      ],
      [5, "agent", "@ agent"],
      [6, "agent", "→ under_review"],
      [12, "customer", "C’est fait. Merci pour la rapidité."],
      [90, "agent", "→ approved"],
      [day, "agent", "→ completed"],
    ],
  },
  {
    kind: "claim",
    customer: "Hawa Maïga",
    title: "Fer à repasser : semelle fendue",
    ago: 2 * day + 60,
    moments: [
      [
        30,
        "operations",
        "Bonjour Hawa, la semelle n’est pas couverte après une chute, je suis désolée.",
      ],
      [31, "operations", "→ under_review"],
      [60, "operations", "→ rejected"],
    ],
  },
  {
    kind: "claim",
    customer: "Oumar Touré",
    title: "Lave-vaisselle : code E15",
    description: "Il y a de l’eau dans le bac du bas.",
    ago: 2 * day,
    priority: "high",
    tags: ["fuite"],
    moments: [
      [
        12,
        "operations",
        "Bonjour Oumar, inclinez l’appareil vers l’arrière pour vider le bac, puis rebranchez.",
      ],
      [13, "operations", "@ operations"],
      [14, "operations", "→ under_review"],
      [50, "customer", "L’erreur est revenue après dix minutes."],
      [80, "operations", "Il me faut la facture et le numéro de série, au dos de la porte."],
      [81, "operations", "→ info_needed"],
    ],
  },
  {
    kind: "claim",
    customer: "Clarisse Dembélé",
    title: "Climatiseur bruyant la nuit",
    ago: 2 * day - 120,
    tags: ["froid"],
    moments: [
      [
        45,
        "agent",
        "Bonjour Clarisse, le bruit vient-il de l’unité intérieure ou de celle du balcon\u202f?",
      ],
      [46, "agent", "@ agent"],
      [47, "agent", "→ under_review"],
      [55, "customer", "De celle du balcon, comme un bourdonnement."],
      [300, "agent", "→ approved"],
    ],
  },
  {
    kind: "claim",
    customer: "Bakary Cissé",
    title: "Batterie de téléphone gonflée",
    ago: 32 * 60,
    priority: "urgent",
    tags: ["sécurité", "téléphone"],
    moments: [
      [
        3,
        "operations",
        "Ne le chargez plus, posez-le loin de tout. Une enveloppe de retour part aujourd’hui.",
      ],
      [4, "operations", "@ operations"],
      [5, "operations", "→ under_review"],
      [20, "customer", "D’accord. Puis-je avoir un appareil de prêt\u202f?"],
      [60, "operations", "Oui, passez à l’agence avec votre pièce d’identité."],
      [61, "operations", "→ approved"],
      [200, "operations", "→ in_repair"],
    ],
  },
  {
    kind: "claim",
    customer: "Aminata Konaté",
    title: "Cuisinière : l’allumage ne marche plus",
    ago: 29 * 60,
    moments: [
      [
        110,
        "agent",
        "Bonjour Aminata, pardon pour l’attente. Les étincelles sont-elles visibles\u202f?",
      ],
      [111, "agent", "@ agent"],
      [112, "agent", "→ under_review"],
      [120, "customer", "Non, aucune étincelle, sur aucun des feux."],
    ],
  },
  {
    kind: "claim",
    customer: "Modibo Sidibé",
    title: "Ordinateur : écran fissuré",
    ago: 27 * 60,
    priority: "low",
    tags: ["casse"],
    moments: [
      [
        150,
        "operations",
        "Bonjour Modibo, la casse est couverte une fois par an. Je vérifie votre contrat.",
      ],
      [151, "operations", "→ under_review"],
      [152, "operations", "@ operations"],
      [153, "operations", "zzz"],
    ],
  },
  {
    kind: "claim",
    customer: "Ibrahima Cissé",
    title: "Sèche-linge : tambour bloqué",
    ago: 25 * 60,
    moments: [
      [30, "agent", "Bonjour Ibrahima, le tambour tourne-t-il à la main\u202f?"],
      [31, "agent", "→ under_review"],
      [35, "customer", "Non, il est complètement dur."],
      [90, "agent", "Un technicien passe. Quels jours vous conviennent\u202f?"],
      [91, "agent", "→ info_needed"],
    ],
  },
  {
    kind: "claim",
    customer: "Fanta Doumbia",
    title: "Cafetière : fuite sous le réservoir",
    ago: 24 * 60,
    priority: "low",
    moments: [
      [200, "operations", "Bonjour Fanta, un joint de remplacement part par la poste."],
      [201, "operations", "→ under_review"],
      [202, "operations", "→ approved"],
      [600, "operations", "→ completed"],
    ],
  },
  {
    kind: "claim",
    customer: "Youssouf Bagayoko",
    title: "Groupe électrogène qui cale",
    description: "Il démarre, puis s’arrête après une minute.",
    ago: 9 * 60,
    priority: "high",
    tags: ["pièce commandée"],
    moments: [
      [20, "agent", "Bonjour Youssouf, le filtre à air a-t-il été nettoyé ce mois-ci\u202f?"],
      [21, "agent", "@ agent"],
      [22, "agent", "→ under_review"],
      [40, "customer", "Oui, la semaine dernière."],
      [60, "agent", "→ approved"],
    ],
  },
  {
    kind: "claim",
    customer: "Kadidia Sacko",
    title: "Machine à coudre : aiguille cassée",
    ago: 8 * 60,
    priority: "low",
    moments: [
      [
        130,
        "operations",
        "Bonjour Kadidia, les aiguilles sont des consommables. Je regarde si un geste est possible.",
      ],
    ],
  },
  {
    kind: "claim",
    customer: "Lassana Fofana",
    title: "Congélateur : la porte ne ferme plus",
    ago: 7 * 60,
    priority: "high",
    tags: ["froid"],
    moments: [
      [15, "operations", "Bonjour Lassana, le joint est-il décollé ou déchiré\u202f?"],
      [16, "operations", "@ operations"],
      [17, "operations", "→ under_review"],
      [22, "customer", "Déchiré en bas, sur une main de long."],
      [200, "customer", "Tout commence à dégeler. Que dois-je faire\u202f?"],
    ],
  },
  {
    kind: "claim",
    customer: "Nana Kadiatou Traoré",
    title: "Ventilateur livré sans télécommande",
    ago: 6 * 60,
    moments: [
      [40, "agent", "Bonjour, elle part demain matin avec le livreur."],
      [41, "agent", "→ under_review"],
      [42, "agent", "→ approved"],
      [100, "agent", "→ completed"],
    ],
  },
  {
    kind: "claim",
    customer: "Drissa Samaké",
    title: "Téléphone : le micro ne marche plus",
    ago: 320,
    tags: ["téléphone"],
    moments: [
      [50, "agent", "Bonjour Drissa, le micro fonctionne-t-il dans une note vocale\u202f?"],
      [51, "agent", "@ agent"],
      [52, "agent", "→ under_review"],
      [64, "customer", "Non, on n’entend rien du tout."],
    ],
  },
  {
    kind: "claim",
    customer: "Assétou Diakité",
    title: "Lave-linge : fuite à chaque essorage",
    description: "L’eau arrive par la façade, en bas à gauche.",
    ago: 270,
    priority: "urgent",
    tags: ["fuite"],
    moments: [
      [22, "operations", "Bonjour Assétou, fermez l’arrivée d’eau, s’il vous plaît."],
      [23, "operations", "@ operations"],
      [24, "operations", "→ under_review"],
      [30, "customer", "Fermée. Le salon du voisin est touché aussi."],
    ],
  },
  {
    kind: "claim",
    customer: "Moriba Koné",
    title: "Panneau solaire : un câble a fondu",
    ago: 215,
    priority: "urgent",
    tags: ["sécurité"],
  },
  {
    kind: "claim",
    customer: "Sira Coulibaly",
    title: "Four : code erreur E4",
    ago: 180,
    tags: ["pièce commandée"],
    moments: [
      [25, "operations", "Bonjour Sira, coupez le courant du four cinq minutes, puis réessayez."],
      [26, "operations", "@ operations"],
      [60, "customer", "Toujours E4."],
    ],
  },
  {
    kind: "claim",
    customer: "Abdoulaye Sow",
    title: "Imprimante : bac papier cassé à la livraison",
    ago: 150,
  },
  {
    kind: "claim",
    customer: "Djénéba Haïdara",
    title: "Aspirateur : la brosse ne tourne plus",
    ago: 110,
    moments: [
      [18, "agent", "Bonjour Djénéba, y a-t-il des fils enroulés autour de la brosse\u202f?"],
      [19, "agent", "@ agent"],
    ],
  },
  {
    kind: "claim",
    customer: "Cheick Oumar Bah",
    title: "Montre connectée : ne charge plus",
    ago: 85,
    priority: "low",
  },
  {
    kind: "claim",
    customer: "Maïmouna Sissoko",
    title: "Robot de cuisine : odeur de brûlé",
    ago: 57,
    priority: "high",
    tags: ["sécurité"],
  },
  { kind: "claim", customer: "Tidiane Ba", title: "Écouteurs : un côté muet", ago: 51 },
  {
    kind: "claim",
    customer: "Ramata Dicko",
    title: "Plaque de cuisson fendue",
    ago: 26,
    priority: "high",
    tags: ["casse"],
  },
  {
    kind: "claim",
    customer: "Boubacar Guindo",
    title: "Chauffe-eau : eau tiède seulement",
    ago: 18,
    moments: [[9, "operations", "Bonjour Boubacar, quel est le réglage du thermostat\u202f?"]],
  },
  {
    kind: "claim",
    customer: "Léa Petit",
    title: "Tablette : vitre rayée à l’ouverture du carton",
    ago: 11,
  },
  {
    kind: "claim",
    customer: "Zeïnab Touré",
    title: "Lave-linge : la porte reste bloquée",
    description: "Le linge est dedans depuis hier soir.",
    ago: 4,
    priority: "urgent",
  },
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
