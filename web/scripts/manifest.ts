import { fileTypes } from "@relais/protocol";
import type { ManifestOptions } from "vite-plugin-pwa";

/** How the installed app presents itself. French first: a manifest has one language. */
export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Relais",
  short_name: "Relais",
  description: "De la panne à la réparation, une seule conversation.",
  lang: "fr",
  dir: "ltr",
  start_url: "/",
  scope: "/",
  display: "standalone",
  background_color: "#fcfaf6",
  theme_color: "#fcfaf6",
  categories: ["business", "productivity"],
  icons: [
    { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
    { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
    { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
    {
      src: "/icons/icon-maskable-512.png",
      sizes: "512x512",
      type: "image/png",
      purpose: "maskable",
    },
  ],
  // What other apps share comes as a form; the service worker takes it (service-worker/incoming.ts).
  share_target: {
    action: "/partager",
    method: "POST",
    enctype: "multipart/form-data",
    params: {
      title: "title",
      text: "text",
      url: "url",
      files: [{ name: "files", accept: Object.keys(fileTypes) }],
    },
  },
  shortcuts: [{ name: "Nouvelle demande", url: "/requests/new" }],
};
