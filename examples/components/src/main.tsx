import "@relais/react/cases.css";
import "@relais/react/claims.css";
import "@relais/react/conversation.css";
import "@relais/react/notices.css";
import "./style.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const root = document.querySelector("#root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
