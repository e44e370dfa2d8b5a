/** Words as a pattern of LIKE that means them and nothing else. */
export const literally = (words: string): string => words.replace(/[\\%_]/g, "\\$&");
