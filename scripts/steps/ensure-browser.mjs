import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findProgram } from "./find-program.mjs";
import { installDebianPackages } from "./install-debian-packages.mjs";
import { inProject, say } from "./project.mjs";
import { runChild } from "./run-child.mjs";
import { Stop } from "./stop.mjs";

const USUAL = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env["PROGRAMFILES(X86)"]}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env["PROGRAMFILES(X86)"]}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

/** What pages see of Chromium, without the browser around them: journeys take half the work with it. */
const SHELLS = ["chromium-headless-shell", "chrome-headless-shell"];

/** Fonts with every sign of the texts and pictures that the screenshots show. */
const FONTS = ["fonts-noto-core", "fonts-noto-color-emoji"];

/**
 * Finds a Chromium or Chrome, installing one where that is possible, and leaves its path in CHROMIUM_PATH. Of one that we
 * found ourselves the shell, too, where there is one: in CHROMIUM_SHELL_PATH.
 */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") {
    if (!existsSync(given)) throw new Stop(`CHROMIUM_PATH is ${given}, which does not exist.`);
    return;
  }
  process.env.CHROMIUM_PATH = findWorking(USUAL) ?? (await install());
  const shell = findWorking(SHELLS) ?? (await installShell());
  if (shell !== undefined) process.env.CHROMIUM_SHELL_PATH ??= shell;
}

/** Whoever has none tests with the whole browser, which takes longer. */
async function installShell() {
  if (findProgram(["dpkg"]) === undefined) return undefined;
  await installDebianPackages(["chromium-headless-shell"], "a quicker browser for the tests");
  return findWorking(SHELLS);
}

async function install() {
  if (await installDebianPackages(["chromium", ...FONTS], "a browser for the tests (chromium)")) {
    const installed = findWorking(USUAL);
    if (installed !== undefined) return installed;
  }
  return (
    (await downloadWithPlaywright()) ??
    stop(
      "The tests need Chromium or Chrome and none was found. Install one, or set CHROMIUM_PATH to it.",
    )
  );
}

/** Elsewhere than on Debian. On Ubuntu, too, whose package is a stub that only works with snap. */
async function downloadWithPlaywright() {
  say("Downloading a browser for the tests…");
  const cli = inProject("node_modules", "playwright-core", "cli.js");
  const { status } = await runChild(process.execPath, [cli, "install", "chromium"], {
    quiet: true,
  });
  if (status !== 0) return undefined;
  const { chromium } = await import("playwright-core");
  return findWorking([chromium.executablePath()]);
}

function findWorking(candidates) {
  const found = findProgram(candidates);
  if (found === undefined || process.platform === "win32") return found;
  return spawnSync(found, ["--version"], { timeout: 20_000 }).status === 0 ? found : undefined;
}

function stop(sentence) {
  throw new Stop(sentence);
}
