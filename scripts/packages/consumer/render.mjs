// A page is made on a server, where there is no window.
import { createClient } from "@relais/client";
import { configure, unconfigure } from "@relais/client/claims";
import {
  CaseList,
  CaseTimeline,
  Conversation,
  NotificationCenter,
  RelaisProvider,
} from "@relais/react";
import { ClaimStatusTracker, RealtimeChat } from "@relais/react/claims";
import { createElement } from "react";
import { renderToString } from "react-dom/server";

const client = createClient({
  baseUrl: "https://relais.example.org",
  getToken: () => Promise.resolve(null),
});
configure({ baseUrl: "https://relais.example.org", token: "a token" });
const parts = [
  createElement(Conversation, { id: "id", language: "fr" }),
  createElement(CaseList, { language: "fr" }),
  createElement(CaseTimeline, { id: "id", language: "fr" }),
  createElement(NotificationCenter, { language: "fr" }),
  createElement(ClaimStatusTracker, { claimId: "id", language: "fr" }),
  createElement(RealtimeChat, { language: "fr" }),
];
const pages = parts.map((part) => renderToString(createElement(RelaisProvider, { client }, part)));
process.stdout.write(String(pages.filter((page) => page.startsWith("<section")).length));
// The chat of the claims API has begun to connect.
unconfigure();
