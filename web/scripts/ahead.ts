import type { Plugin, Rolldown } from "vite";

/** What an opened conversation is made of, by the way to it, beside what every page loads. */
export const ways = {
  member: /\/scenes\/(?:shell\/Workspace|conversation\/Communication)\.tsx$/,
  guest: /\/scenes\/guest\/Guest\.tsx$/,
  door: /\/scenes\/sign-in\/SignIn\.tsx$/,
  embed: /\/scenes\/embed\/Embed\.tsx$/,
};

export type Way = keyof typeof ways;

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
        const told = Object.entries(ways).map(([way, scenes]) => {
          const files = filesOf(bundle, scenes).filter((name) => !html.includes(name));
          if (files.length === 0) throw new Error(`No scene of a conversation was found: ${way}.`);
          return `data-${way}="${files.map((name) => `/${name}`).join(" ")}"`;
        });
        return html.replace(
          '<script src="/first.js">',
          `<script src="/first.js" ${told.join(" ")}>`,
        );
      },
    },
  };
}

/** The files of these scenes and all that they import; not those that every page names. */
export function filesOf(bundle: Rolldown.OutputBundle, scenes: RegExp): string[] {
  const found = new Set<string>();
  const take = (name: string) => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== "chunk") return;
    found.add(name);
    for (const imported of chunk.imports) take(imported);
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== "chunk") continue;
    if (chunk.moduleIds.some((id) => scenes.test(id))) take(chunk.fileName);
  }
  return [...found];
}
