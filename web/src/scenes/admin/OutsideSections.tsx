// One file to load: what lets others in from outside, by a site or by a program.
export { EmbeddingSection } from "../embedding/EmbeddingSection.tsx";
export { KeysSection } from "./KeysSection.tsx";
