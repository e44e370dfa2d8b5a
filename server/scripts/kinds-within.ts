import { loadKinds } from "@relais/core";
import type { Plugin } from "rolldown";

/** The kinds of cases, which are found by their files, become a list: there is no folder of files any more. */
export function kindsWithin(): Plugin {
  return {
    name: "relais-kinds-within",
    load: {
      filter: { id: /[\\/]core[\\/]src[\\/]kinds[\\/]read-kinds\.ts$/ },
      async handler() {
        const names = (await loadKinds()).all().map(({ name }) => name);
        const imports = names.map(
          (name, at) => `import { kind as kind${at} } from "./${name}.ts";`,
        );
        const entries = names.map((name, at) => `["${name}", kind${at}]`);
        return `${imports.join("\n")}\nexport const readKinds = async () => [${entries.join(", ")}];`;
      },
    },
  };
}
