import { runCommand } from "./cli/run-command.ts";

// npm run organization, or node server/src/cli.ts organization: what the operator of the platform does beside the running server.
process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
});
