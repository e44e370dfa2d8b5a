import type { Plugin } from "vite";

const link = /<link rel="stylesheet"([^>]*?) href="\/([^"]+)">/;

/**
 * Puts the style of the app into its page: it comes with the first answer, while a slow link would otherwise stand idle,
 * and is not waited for after it. The link stays, switched off: parts that come later look for it and take the style
 * for loaded.
 */
export function inlineSheet(): Plugin {
  return {
    name: "relais-inline-sheet",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const [whole, rest, name = ""] = link.exec(html) ?? [];
        const sheet = bundle?.[name];
        if (whole === undefined || sheet?.type !== "asset") throw new Error("No style was found.");
        const style = String(sheet.source).trim();
        return html.replace(
          whole,
          () => `<style>${style}</style><link rel="stylesheet"${rest} href="/${name}" disabled>`,
        );
      },
    },
  };
}
