/** The owner of a new document, as the editor's git support knows the author. */
import { beforeEach, expect, test, vi } from "vitest";

const getExtension = vi.hoisted(() => vi.fn());
vi.mock("vscode", () => ({ extensions: { getExtension } }));

import type { Uri } from "vscode";
import { gitUserName } from "../../client/src/gitUser.ts";

const near = "file:///w/a.md" as unknown as Uri;
const repository = (local: string, global = "") => ({
  getConfig: () => Promise.resolve(local),
  getGlobalConfig: () => Promise.resolve(global),
});
const git = (repositories: object[], own: object | null = null) => ({
  isActive: true,
  exports: { getAPI: () => ({ repositories, getRepository: () => own }) },
});

beforeEach(() => {
  getExtension.mockReset();
});

test("is asked of the repository that holds the document, else of the first", async () => {
  getExtension.mockReturnValue(git([repository("Grace Hopper")], repository("Ada Lovelace\n")));
  expect(await gitUserName(near)).toBe("Ada Lovelace");
  getExtension.mockReturnValue(git([repository("Grace Hopper")]));
  expect(await gitUserName(near)).toBe("Grace Hopper");
  expect(await gitUserName(undefined)).toBe("Grace Hopper");
});

test("is the user's own where the repository has none", async () => {
  getExtension.mockReturnValue(git([repository("", "Ada Lovelace")]));
  expect(await gitUserName(near)).toBe("Ada Lovelace");
});

test("wakes the extension up where it sleeps", async () => {
  const { exports } = git([repository("Ada Lovelace")]);
  getExtension.mockReturnValue({ isActive: false, activate: () => Promise.resolve(exports) });
  expect(await gitUserName(near)).toBe("Ada Lovelace");
});

test("stays open without git, without a repository, or without a name", async () => {
  getExtension.mockReturnValue(undefined);
  expect(await gitUserName(near)).toBeUndefined();
  getExtension.mockReturnValue(git([]));
  expect(await gitUserName(near)).toBeUndefined();
  getExtension.mockReturnValue(git([repository("  ")]));
  expect(await gitUserName(near)).toBeUndefined();
  const off = () => {
    throw new Error("Git is not enabled");
  };
  getExtension.mockReturnValue({ isActive: true, exports: { getAPI: off } });
  expect(await gitUserName(near)).toBeUndefined();
});
