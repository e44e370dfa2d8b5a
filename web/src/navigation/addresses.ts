/** `/communication/:requestId`: the conversation of a case. */
export const caseAddress = (id: string) => `/communication/${encodeURIComponent(id)}`;

/** `/chat/:requestId`: the same, at the desk. */
export const deskAddress = (id: string) => `/chat/${encodeURIComponent(id)}`;

/** `/communication/:requestId/suivi`: the map of a case. */
export const trackingAddress = (id: string) => `${caseAddress(id)}/suivi`;

/** `/app/garage/:id`: a place that does the work, as it presents itself. */
export const workplaceAddress = (id: string) => `/app/garage/${encodeURIComponent(id)}`;

/** The list of warranties. */
export const warrantiesAddress = "/claims/warranties";

/** `/claims/warranties/:id`: a warranty and the claims on it. */
export const warrantyAddress = (id: string) => `/claims/warranties/${encodeURIComponent(id)}`;

/** The door; it leads on to `to`. */
export const signInAddress = (to: string) =>
  to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`;
