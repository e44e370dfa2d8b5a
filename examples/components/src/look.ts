import type { PartProps } from "@relais/react";

const query = new URLSearchParams(location.search);

/** `?relais=` names another server. */
export const baseUrl = query.get("relais") ?? "http://localhost:3000";

/** `?id=` names a case, a conversation or a claim; without it the page takes the first there is. */
export const wantedId = query.get("id");

/** `?lang=` and `?theme=` show what every component takes. */
export const look: Pick<PartProps, "language" | "theme"> = {
  language: query.get("lang") === "en" ? "en" : "fr",
  ...(query.get("theme") === "dark" && { theme: "dark" }),
  ...(query.get("theme") === "light" && { theme: "light" }),
};

export const isEnglish = look.language === "en";
