/** The word of the site for one of its customers. */
export function wordFor(customer: { id: string; name: string }): string;
