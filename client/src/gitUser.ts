/** The author's name as git knows it, through the editor's own git support: no process of ours is started. */

import { extensions, type Uri } from "vscode";

/** The part of the built-in extension's interface that is used here. */
interface GitExtension {
  getAPI(version: 1): GitApi;
}
interface GitApi {
  repositories: GitRepository[];
  getRepository(uri: Uri): GitRepository | null;
}
interface GitRepository {
  getConfig(key: string): Promise<string>;
  getGlobalConfig(key: string): Promise<string>;
}

/** Undefined where there is no git, or it does not know. */
export async function gitUserName(near: Uri | undefined): Promise<string | undefined> {
  try {
    const extension = extensions.getExtension<GitExtension>("vscode.git");
    if (!extension) return undefined;
    const git = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
    const repository = (near && git.getRepository(near)) ?? git.repositories[0];
    const name = (await repository?.getConfig("user.name")) || (await repository?.getGlobalConfig("user.name"));
    return name?.trim() || undefined;
  } catch {
    // Git may be turned off, not installed, or have no such entry: then the owner stays open.
    return undefined;
  }
}
