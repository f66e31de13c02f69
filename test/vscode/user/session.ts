// What the tests of a run share: the window, and the folder that is open in it.
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workbench } from "./workbench.ts";

interface Session {
  workbench: Workbench;
  /** On this machine. */
  folder: string;
}

let session: Session | undefined;
let copies = 0;

export function begin(begun: Session): void {
  session = begun;
}

export function workbench(): Workbench {
  if (!session) throw new Error("no window is open");
  return session.workbench;
}

/** A fresh copy of a document of the workspace, open in the editor. Returns its name. */
export async function openCopy(name: string): Promise<string> {
  if (!session) throw new Error("no window is open");
  copies++;
  const copy = name.replace(".", `-${copies}.`);
  copyFileSync(join(session.folder, name), join(session.folder, copy));
  await session.workbench.open(copy);
  return copy;
}

/** Where a document of the workspace says something, as it was before anything was changed. */
export function lineOf(name: string, text: string): number {
  const lines = readFileSync(join(session?.folder ?? "", name), "utf8").split("\n");
  return lines.indexOf(text) + 1;
}
