/** What a person sees when the server runs without the web app: said plainly, in both languages. */
export const missingBuildPage = `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Relais</title>
<p>Le serveur fonctionne, mais l’application web n’est pas construite. Lancez <code>npm start</code>.</p>
<p lang="en">The server is running, but the web app is not built. Run <code>npm start</code>.</p>
</html>
`;
