/** The three small buttons under a step: side by side on the narrowest phone, the word below its picture. */
export const underStep = "min-h-14 flex-1 basis-0 flex-col gap-0.5 px-1 text-13 whitespace-nowrap";
