/** URIs of virtual file systems, with and without an authority. */
import { describe, expect, test } from "vitest";
import { resolveConfig } from "../../server/src/check/resolveConfig.ts";
import { canonicalUri, fileName, parseUri } from "../../server/src/check/uris.ts";

describe("URIs of virtual file systems", () => {
  test.each(["memfs:/", "memfs:/w/", "vscode-vfs://github/w/", "file:///w/"])("%s has configurations", async (root) => {
    const read = async (uri: string) => (uri === `${root}.ml-design-docs.yaml` ? "status: live" : undefined);
    const config = await resolveConfig(`${root}docs/a.md`, { read });
    expect(config).toMatchObject({ uri: `${root}.ml-design-docs.yaml`, config: { status: "live" } });
  });

  test("keep their spelling, but for what is spelled in two ways", () => {
    expect(canonicalUri("memfs:/w/a%20b.md")).toBe("memfs:/w/a%20b.md");
    expect(canonicalUri("file:/w/a.md")).toBe("file:///w/a.md");
    expect(fileName("memfs:/w/a.md")).toBe("a.md");
  });

  test.each(["untitled:Untitled-1", "untitled:/w/a.md", "memfs:", "c:/w/a.md", "a.md"])("%s has no folders", (uri) => {
    expect(parseUri(uri)).toBeUndefined();
  });
});
