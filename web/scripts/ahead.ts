import type { Plugin, Rolldown } from "vite";

/** What an opened conversation is made of, beside what every page loads. */
const scenes = /\/scenes\/(?:shell\/Workspace|conversation\/Communication)\.tsx$/;

/**
 * Tells the first script of the page which files an opened conversation will ask for, so that they
 * are all on their way at once: each round trip of a slow link counts.
 */
export function ahead(): Plugin {
  return {
    name: "relais-ahead",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        if (bundle === undefined) return html;
        const files = filesOf(bundle).filter((name) => !html.includes(name));
        if (files.length === 0) throw new Error("No scene of the conversation was found.");
        return html.replace(
          '<script src="/first.js">',
          `<script src="/first.js" data-conversation="${files.map((name) => `/${name}`).join(" ")}">`,
        );
      },
    },
  };
}

function filesOf(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  const take = (name: string) => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== "chunk") return;
    found.add(name);
    for (const imported of chunk.imports) take(imported);
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === "chunk" && scenes.test(chunk.facadeModuleId ?? "")) take(chunk.fileName);
  }
  return [...found];
}
