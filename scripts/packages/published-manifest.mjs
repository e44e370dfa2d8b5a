import { publicEntries } from "./read-packages.mjs";

/** What the project says once, for every package. */
const FROM_THE_PROJECT = ["author", "homepage", "repository", "bugs", "engines"];
const FROM_THE_PACKAGE = [
  "description",
  "keywords",
  "license",
  "type",
  "sideEffects",
  "peerDependencies",
  "peerDependenciesMeta",
];

/**
 * The package.json that is published, made of the one that we work with: the same entries, of built files instead of
 * sources, and nothing that only we need. `project` is the package.json of the project.
 */
export function publishedManifest(manifest, project) {
  const { name, dependencies = {} } = manifest;
  return {
    name,
    version: project.version,
    ...pick(manifest, FROM_THE_PACKAGE),
    ...pick(project, FROM_THE_PROJECT),
    publishConfig: { access: "public" },
    exports: {
      ...Object.fromEntries(
        Object.entries(publicEntries(manifest)).map(([entry, file]) => [entry, built(file)]),
      ),
      "./package.json": "./package.json",
    },
    dependencies: Object.fromEntries(
      Object.entries(dependencies).map(([other, wanted]) => [
        other,
        // Ours are made for each other, and published together.
        other.startsWith("@relais/") ? project.version : wanted,
      ]),
    ),
  };
}

const pick = (from, names) =>
  Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));

/** Types come first: the first condition that fits is taken. */
function built(file) {
  const path = file.replace(/^\.\/src\//, "./");
  if (path.endsWith(".css")) return { types: `${path}.d.ts`, default: path };
  const stem = path.replace(/\.tsx?$/, "");
  return { types: `${stem}.d.ts`, default: `${stem}.js` };
}
