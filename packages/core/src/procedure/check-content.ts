import {
  checkText,
  limits,
  placeholdersIn,
  type ProcedureContent,
  type ProcedureVariable,
  type Words,
} from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";

type Fields = Record<string, Words>;

/**
 * A procedure as it is kept: its texts tidied. What only the shape of the body says was checked before.
 *
 * Refuses: invalid_body, naming every field that is wrong.
 */
export function checkContent(content: ProcedureContent): ProcedureContent {
  const fields: Fields = {};
  const tidy = (path: string, raw: string, characters: number, empty = false): string => {
    const checked = checkText(raw, characters);
    if (checked.ok) return checked.text;
    if (checked.code === "text_empty" && empty) return "";
    fields[path] = textHint(checked.code, characters);
    return raw;
  };
  const variables = content.variables.map((one, index) => {
    const at = `variables.${index}`;
    if (content.variables.findIndex(({ name }) => name === one.name) < index) {
      fields[`${at}.name`] = sameName;
    }
    if (one.kind === "choice" && one.options.length < 2) fields[`${at}.options`] = twoOptions;
    return {
      ...one,
      label: tidy(`${at}.label`, one.label, limits.variableCharacters),
      options: optionsOf(one, (raw, place) =>
        tidy(`${at}.options.${place}`, raw, limits.variableCharacters),
      ),
    };
  });
  const names = new Set(variables.map(({ name }) => name));
  const ids = new Set<string>();
  const action = <Action extends { id: string; text: string; pictures: string[] }>(
    at: string,
    one: Action,
  ): Action => {
    if (ids.has(one.id)) fields[`${at}.id`] = sameId;
    ids.add(one.id);
    const unknown = placeholdersIn(one.text).find((name) => !names.has(name));
    if (unknown !== undefined) fields[`${at}.text`] = unknownVariable(unknown);
    const text = tidy(`${at}.text`, one.text, limits.textCharacters, one.pictures.length > 0);
    return { ...one, text };
  };
  const checked = {
    title: tidy("title", content.title, limits.titleCharacters),
    description: tidy("description", content.description, limits.descriptionCharacters, true),
    variables,
    steps: content.steps.map((step, index) => ({
      ...action(`steps.${index}`, step),
      if_failed: step.if_failed && {
        ...step.if_failed,
        steps: step.if_failed.steps.map((one, place) =>
          action(`steps.${index}.if_failed.steps.${place}`, one),
        ),
      },
    })),
  };
  if (ids.size > limits.procedureSteps) fields.steps = tooManySteps;
  if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
  return checked;
}

function optionsOf(
  { kind, options }: ProcedureVariable,
  tidy: (raw: string, place: number) => string,
): string[] {
  return kind === "choice" ? [...new Set(options.map(tidy))] : [];
}

const sameName = say("Une autre variable porte ce nom.", "Another variable has this name.");
const sameId = say("Une autre étape porte cet identifiant.", "Another step has this id.");
const twoOptions = say("Donnez au moins deux choix.", "Give at least two choices.");
const tooManySteps = say(
  `${limits.procedureSteps} étapes au plus, celles en cas d’échec comprises.`,
  `${limits.procedureSteps} steps at most, those after a failure included.`,
);
const unknownVariable = (name: string): Words =>
  say(
    `Aucune variable ne s’appelle «\u00a0${name}\u00a0». Ajoutez-la ou corrigez le texte.`,
    `No variable is called “${name}”. Add it, or correct the text.`,
  );
