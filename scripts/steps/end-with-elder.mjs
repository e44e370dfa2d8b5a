// Loaded before a program that run-child.mjs starts: when whoever started it is gone, after a kill -9 too, it ends.

process.once("disconnect", () => process.exit(1));
// The channel alone is no reason to stay.
process.channel?.unref();
