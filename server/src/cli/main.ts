#!/usr/bin/env node
/** The program. Its other scripts are loaded as Node would, with what was compiled of them at an earlier start. */
import { createRequire } from "node:module";
import { version } from "../../../package.json";
import { CodeCache } from "./codeCache.ts";
import type { run } from "./commands.ts";
import { Scripts } from "./scripts.ts";

const scripts = new Scripts(__dirname, createRequire(__filename), new CodeCache(__dirname, version));
const commands = scripts.require("./commands.js") as { run: typeof run };
commands.run(process.argv.slice(2), (data) => scripts.keepCode(data));
