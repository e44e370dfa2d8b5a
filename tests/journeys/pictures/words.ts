/** What people write in the pictures, in each language of the product. */
export type Words = {
  car: { title: string; description: string; address: string };
  power: { title: string; description: string; address: string };
  air: { title: string; address: string };
  leak: { title: string };
  shutter: { title: string };
  lock: { title: string };
  generator: { title: string; description: string; address: string };
  yesterday: readonly (readonly ["awa" | "moussa", string])[];
  today: readonly (readonly ["awa" | "moussa", string])[];
  unread: readonly string[];
  thanks: string;
  offline: readonly string[];
  tooLate: string;
  chatter: readonly string[];
  draft: string;
};

const fr: Words = {
  car: {
    title: "La voiture ne démarre plus",
    description:
      "Un clic quand je tourne la clé, puis plus rien. La batterie a deux ans. La voiture est à l’ombre, devant le portail bleu.",
    address: "Hamdallaye ACI 2000, rue 390, devant la pharmacie du Rail",
  },
  power: {
    title: "Coupure de courant dans la boutique",
    description:
      "Le disjoncteur saute dès que je le remonte. Deux congélateurs pleins à sauver avant ce soir.",
    address: "Marché de Médine, rue 12, porte 408",
  },
  air: { title: "Climatiseur qui goutte", address: "ACI 2000, immeuble Baobab, 3e étage" },
  leak: { title: "Fuite sous l’évier" },
  shutter: { title: "Volet roulant bloqué" },
  lock: { title: "Serrure de la porte d’entrée bloquée" },
  generator: {
    title: "Groupe électrogène de la clinique Nyèléni en panne depuis la coupure de cette nuit",
    description: "Il tousse, tourne dix secondes, puis s’arrête.",
    address: "Quartier du Fleuve, clinique Nyèléni, entrée des ambulances",
  },
  yesterday: [
    ["awa", "Bonsoir, la voiture ne démarre plus. Juste un clic quand je tourne la clé."],
    ["moussa", "Bonsoir Awa, c’est souvent la batterie."],
    ["moussa", "Les phares s’allument normalement ?"],
    ["awa", "Oui, mais ils baissent beaucoup quand j’essaie."],
    [
      "moussa",
      "D’accord. Je passe demain matin avec une batterie de rechange, ne forcez pas dessus.",
    ],
    ["awa", "Merci, à demain."],
  ],
  today: [
    ["moussa", "Bonjour Awa, je viens de partir. Comptez une vingtaine de minutes."],
    ["awa", "Bonjour Moussa. Je vous attends devant le portail bleu, juste après la pharmacie."],
    ["moussa", "Parfait. Gardez le capot fermé, je m’en occupe en arrivant."],
    ["awa", "C’est noté 👍🏾"],
  ],
  unread: [
    "Je suis au rond-point de la Paix.",
    "Il y a un bouchon, je prends par le goudron.",
    "J’arrive dans dix minutes.",
  ],
  thanks: "Parfait, le gardien vous ouvrira.",
  offline: [
    "J’ai retrouvé la facture de la batterie.",
    "Elle est encore sous garantie, je vous la montre.",
  ],
  tooLate: "Pouvez-vous repasser demain ?",
  chatter: [
    "Il a encore calé.",
    "Le voyant d’huile est resté allumé ?",
    "Oui, orange.",
    "Coupez tout, j’apporte un filtre et cinq litres d’huile.",
    "Entendu.",
    "Est-ce que la réserve de gasoil est pleine ?",
    "À moitié.",
    "Cela suffira pour la nuit.",
  ],
  draft:
    "La voiture est garée à l’ombre.\nLe portail est bleu, à gauche de la pharmacie.\nLe gardien s’appelle Bakary, il est prévenu.\nIl y a une prise dans la cour si besoin.",
};

const en: Words = {
  car: {
    title: "The car does not start",
    description:
      "A click when I turn the key, then nothing. The battery is two years old. The car is in the shade, by the blue gate.",
    address: "Hamdallaye ACI 2000, street 390, opposite the Rail pharmacy",
  },
  power: {
    title: "No electricity in the shop",
    description:
      "The breaker trips as soon as I lift it. Two full freezers to save before tonight.",
    address: "Médine market, street 12, door 408",
  },
  air: { title: "Dripping air conditioner", address: "ACI 2000, Baobab building, 3rd floor" },
  leak: { title: "Leak under the sink" },
  shutter: { title: "Roller shutter stuck" },
  lock: { title: "Front door lock jammed" },
  generator: {
    title: "Generator of the Nyèléni clinic out of order since last night’s power cut",
    description: "It coughs, runs for ten seconds, then stops.",
    address: "Quartier du Fleuve, Nyèléni clinic, ambulance entrance",
  },
  yesterday: [
    ["awa", "Good evening, the car does not start. Just a click when I turn the key."],
    ["moussa", "Good evening Awa, it is often the battery."],
    ["moussa", "Do the headlights come on normally?"],
    ["awa", "Yes, but they dim a lot when I try."],
    [
      "moussa",
      "All right. I will come tomorrow morning with a spare battery, do not insist on it.",
    ],
    ["awa", "Thank you, see you tomorrow."],
  ],
  today: [
    ["moussa", "Good morning Awa, I have just left. About twenty minutes."],
    ["awa", "Good morning Moussa. I am waiting by the blue gate, right after the pharmacy."],
    ["moussa", "Perfect. Keep the hood closed, I will see to it when I arrive."],
    ["awa", "Got it 👍🏾"],
  ],
  unread: [
    "I am at the Peace roundabout.",
    "There is a traffic jam, I am taking the main road.",
    "I will be there in ten minutes.",
  ],
  thanks: "Perfect, the guard will open for you.",
  offline: ["I found the invoice of the battery.", "It is still under warranty, I will show you."],
  tooLate: "Could you come back tomorrow?",
  chatter: [
    "It stalled again.",
    "Did the oil light stay on?",
    "Yes, orange.",
    "Switch everything off, I am bringing a filter and five litres of oil.",
    "Understood.",
    "Is the diesel tank full?",
    "Half full.",
    "That is enough for the night.",
  ],
  draft:
    "The car is parked in the shade.\nThe gate is blue, left of the pharmacy.\nThe guard is called Bakary, he knows.\nThere is a socket in the yard if needed.",
};

export const words: Record<"fr" | "en", Words> = { fr, en };
