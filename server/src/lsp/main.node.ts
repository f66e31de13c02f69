/**
 * The server in Node, as the extension starts it. It is the command line's "server": built into one file, the framework and
 * the model are shipped once for both.
 */
const commandLine = "./cli.js";

process.argv.splice(2, 0, "server");
require(commandLine);
