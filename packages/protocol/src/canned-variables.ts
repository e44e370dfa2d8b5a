/** What a canned reply may leave open: filled in for a case and whoever answers. A closed list. */
export const cannedVariables = [
  "client.prenom",
  "client.nom",
  "dossier.numero",
  "dossier.titre",
  "dossier.statut",
  "agent.prenom",
  "agent.nom",
  "organisation.nom",
] as const;
export type CannedVariable = (typeof cannedVariables)[number];

const hole = /\{\{\s*([^{}]*?)\s*\}\}/gu;

const isVariable = (name: string): name is CannedVariable =>
  cannedVariables.some((one) => one === name);

/** The names between double braces that are no variable, each once. */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(hole)].map(([, name = ""]) => name);
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/** The text with its variables filled in. What is no variable stays as it is written. */
export function fillVariables(
  text: string,
  values: Readonly<Record<CannedVariable, string>>,
): string {
  return text.replace(hole, (whole, name: string) => (isVariable(name) ? values[name] : whole));
}
