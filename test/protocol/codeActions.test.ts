/** Code actions through the spawned server: what is offered, what it does, and that nothing of the author's is lost. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from "vscode-languageserver/node";
import { Client } from "./client.ts";

const URI = "file:///project/docs/churn.md";
const CONFIG = "file:///project/.ml-design-docs.yaml";
const TEXT = `---
type: ml-design-doc
---
# Churn model

We propose a model that tells the retention team each Monday which customers are about to leave.

## Goals

Cut monthly churn from 4.1 % to 3.6 % by June 2027.

## Features

TBD

## What we beat

The retention team's rule (no order for 45 days) finds 38 % of churners at 21 % precision.

## Lunch menu

Soup on Mondays.

## Monitoring

Page the on-call engineer if weekly recall falls below 0.3.
`;
const FULL = {
  textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ["edit", "command"] } } },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create" as const] } },
};

let client: Client;
beforeEach(() => {
  client = Client.start();
});
afterEach(async () => {
  await client.stop();
});

const start = async (capabilities: object = FULL, text = TEXT) => {
  await client.initialize({ capabilities, workspaceFolders: [{ uri: "file:///project", name: "p" }] });
  await client.open(URI, text);
  return client.diagnostics(URI);
};
const offered = (range: Range, diagnostics: Diagnostic[], only?: string[]) =>
  client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: URI },
    range,
    context: { diagnostics, ...(only && { only }) },
  });
const resolve = (action: CodeAction | undefined) =>
  client.connection.sendRequest<CodeAction>("codeAction/resolve", action);
const line = (n: number): Range => ({ start: { line: n, character: 3 }, end: { line: n, character: 3 } });
const lineOf = (words: string) => TEXT.split("\n").indexOf(words);
const text = () => client.document(URI).getText();
const titled = (actions: CodeAction[], title: string | RegExp) => {
  const found = actions.find((a) => (typeof title === "string" ? a.title === title : title.test(a.title)));
  if (!found) throw new Error(`no "${title}" in:\n${actions.map((a) => a.title).join("\n")}`);
  return found;
};
/** Everything of the author's text stands there still, in order. */
const keeps = (before: string, after: string) => {
  let at = 0;
  for (const char of before) {
    at = after.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
};

describe("quick fixes", () => {
  test("are resolved when they are chosen, carry the version, and are refused for a document that moved on", async () => {
    const diagnostics = await start();
    const missing = diagnostics.find((d) => d.code === "section/missing") as Diagnostic;
    const actions = await offered(missing.range, [missing]);
    expect(actions.every((a) => a.edit === undefined)).toBe(true);
    const first = await resolve(titled(actions, /^Insert /));
    expect(first.edit?.documentChanges?.[0]).toMatchObject({ textDocument: { uri: URI, version: 1 } });
    await client.change(URI, [{ range: line(4), newText: " " }]);
    const late = await resolve(titled(actions, /^Insert /));
    expect(late.edit).toBeUndefined();
  });

  test("are at most five a diagnostic; the others are refactorings", async () => {
    const diagnostics = await start();
    for (const diagnostic of diagnostics) {
      const actions = await offered(diagnostic.range, [diagnostic]);
      const fixes = actions.filter((a) => a.kind === CodeActionKind.QuickFix);
      expect(fixes.length, String(diagnostic.message)).toBeLessThanOrEqual(5);
      expect(fixes.filter((a) => a.isPreferred).length).toBeLessThanOrEqual(1);
      expect(new Set(actions.map((a) => a.title)).size).toBe(actions.length);
    }
  });

  test("each can be applied, removes nothing of the author's, and makes nothing worse", {
    timeout: 120_000,
  }, async () => {
    const diagnostics = await start();
    const worst = (list: Diagnostic[]) => Math.min(4, ...list.map((d) => d.severity ?? 4));
    let tried = 0;
    for (const diagnostic of diagnostics)
      for (const action of await offered(diagnostic.range, [diagnostic])) {
        const { edit } = await resolve(action);
        const own = edit?.documentChanges?.some((c) => "textDocument" in c && c.textDocument.uri === URI);
        if (!edit || !own) continue;
        tried++;
        const before = text();
        await client.apply(edit);
        const after = await client.diagnostics(URI);
        // The one changes the heading's words, the other the mark that says the opposite.
        if (!/^Rename|no ML design doc$/.test(action.title)) expect(keeps(before, text()), action.title).toBe(true);
        expect(worst(after), action.title).toBeGreaterThanOrEqual(worst(diagnostics));
        // Back to where it began.
        const end = client.document(URI).positionAt(text().length);
        await client.change(URI, [{ range: { start: { line: 0, character: 0 }, end }, newText: TEXT }]);
        await client.diagnostics(URI);
        if (tried > 25) return;
      }
    expect(tried).toBeGreaterThan(8);
  });

  test("an empty section gets its open questions, or the reason why it does not apply", async () => {
    const diagnostics = await start();
    const empty = diagnostics.find((d) => d.code === "section/empty") as Diagnostic;
    expect(empty.range.start.line).toBe(lineOf("## Features"));
    const actions = await offered(empty.range, [empty], [CodeActionKind.QuickFix]);
    const { edit } = await resolve(titled(actions, 'Add the open questions of "Features"'));
    await client.apply(edit ?? {});
    expect(text()).toMatch(/## Features\n\nTBD\n\n- \[ \] .*\?\n/);
  });

  test("a finding is silenced with a reason, and then it is gone", async () => {
    const diagnostics = await start();
    const empty = diagnostics.find((d) => d.code === "section/empty") as Diagnostic;
    const { edit } = await resolve(
      titled(await offered(empty.range, [empty]), 'Silence "Features" here, with a reason'),
    );
    await client.apply(edit ?? {});
    expect(text()).toMatch(/<!-- ml-design-docs-disable-next features: .+ -->\n\n## Features/);
    expect((await client.diagnostics(URI)).some((d) => d.code === "section/empty")).toBe(false);
  });

  test("are found by the cursor's line where a client names no diagnostics", async () => {
    await start();
    const actions = await offered(line(lineOf("## Features")), []);
    titled(actions, 'Silence "Features" here, with a reason');
  });
});

describe("refactorings of a heading", () => {
  test("one that was taken for a section is renamed, or said not to be it", async () => {
    await start();
    const actions = await offered(line(lineOf("## What we beat")), [], [CodeActionKind.Refactor]);
    await client.apply((await resolve(titled(actions, 'Rename the heading to "Baselines"'))).edit ?? {});
    expect(text()).toContain("\n## Baselines\n\nThe retention team's rule");
    const again = await offered(line(lineOf("## What we beat")), [], [CodeActionKind.Refactor]);
    await client.apply((await resolve(titled(again, 'This heading is not "Baselines"'))).edit ?? {});
    expect(text()).toContain("## Baselines\n\n<!-- ml-design-docs-section: none -->\n");
  });

  test("another is said to be one, in the document or in the whole project, whose configuration is created", async () => {
    await start();
    const actions = await offered(line(lineOf("## Lunch menu")), [], [CodeActionKind.Refactor]);
    const here = titled(actions, /^This heading is "/);
    const everywhere = titled(actions, /^"Lunch menu" is ".*" in the whole project$/);
    const { edit } = await resolve(everywhere);
    expect(edit?.documentChanges).toMatchObject([
      { kind: "create", uri: CONFIG, options: { ignoreIfExists: true } },
      {
        textDocument: { uri: CONFIG, version: null },
        edits: [{ newText: expect.stringMatching(/^version: 1\naliases:/) }],
      },
    ]);
    await client.apply((await resolve(here)).edit ?? {});
    expect(text()).toMatch(/## Lunch menu\n\n<!-- ml-design-docs-section: [a-z-]+ -->\n\nSoup/);
  });
});

describe("for the document", () => {
  test("source actions say that it is none, and ask what will block it", async () => {
    await start();
    const actions = await offered(line(0), [], [CodeActionKind.Source]);
    const block = titled(actions, "What will block me at review?");
    expect(block.command).toMatchObject({ command: "mlDesignDocs.server.blocking", arguments: [URI] });
    const messages: string[] = [];
    client.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
      messages.push(message);
    });
    const result = await client.connection.sendRequest<{ next: string; findings: { severity: string }[] }>(
      "workspace/executeCommand",
      { command: block.command?.command, arguments: block.command?.arguments },
    );
    expect(result.next).toBe("review");
    expect(result.findings.length).toBeGreaterThan(3);
    expect(result.findings.every((f) => f.severity !== "hint")).toBe(true);
    expect(messages[0]).toContain('findings stand in the way of "review"');

    await client.apply((await resolve(titled(actions, "This document is no ML design doc"))).edit ?? {});
    expect(await client.diagnostics(URI)).toEqual([]);
  });

  test("another Markdown file can be said to be one, and lights no bulb by itself", async () => {
    await start(FULL, "# Shopping list\n\n- milk\n");
    const shown = async (only?: string[]) => (await offered(line(0), [], only)).map(({ title, kind }) => [title, kind]);
    expect(await shown()).toEqual(await shown([CodeActionKind.Source]));
    const [action] = await offered(line(0), [], [CodeActionKind.Source]);
    expect(action?.title).toBe("This document is an ML design doc");
    await client.apply((await resolve(action)).edit ?? {});
    expect(text()).toContain("<!-- ml-design-docs: on -->");
    expect((await client.diagnostics(URI)).length).toBeGreaterThan(0);
  });

  test("a rule's page is shown by the client that can", async () => {
    const shown: string[] = [];
    client.connection.onRequest("window/showDocument", ({ uri }: { uri: string }) => {
      shown.push(uri);
      return { success: true };
    });
    await start({ ...FULL, window: { showDocument: { support: true } } });
    const explain = (id: string) =>
      client.connection.sendRequest("workspace/executeCommand", {
        command: "mlDesignDocs.server.explainRule",
        arguments: [id],
      });
    expect(await explain("section/empty")).toMatch(/docs\/rules\/section\/empty\.md$/);
    expect(shown).toHaveLength(1);
    await expect(explain("no/such")).rejects.toThrow(/no page of "no\/such"/);
  });

  test("to one that cannot show it, a rule's page is told of in a message", async () => {
    const messages: string[] = [];
    client.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
      messages.push(message);
    });
    await start();
    const page = await client.connection.sendRequest("workspace/executeCommand", {
      command: "mlDesignDocs.server.explainRule",
      arguments: ["section/empty"],
    });
    expect(messages).toEqual([`section/empty: A section has its heading, but nothing is answered under it.\n${page}`]);
  });
});

test("titles follow the interface's language, what is written the document's", async () => {
  await client.initialize({ capabilities: FULL, locale: "ru" });
  await client.open(URI, TEXT);
  const diagnostics = await client.diagnostics(URI);
  const empty = diagnostics.find((d) => d.code === "section/empty") as Diagnostic;
  expect(empty.message).toMatch(/^Под заголовком «Features»/);
  const actions = await offered(empty.range, [empty]);
  const { edit } = await resolve(titled(actions, /^Добавить открытые вопросы/));
  await client.apply(edit ?? {});
  expect(text()).toMatch(/- \[ \] (?:Which|What|How)/);
});

test("a client without lazy edits and file creation gets edits at once, and none that it cannot make", async () => {
  const diagnostics = await start({});
  const empty = diagnostics.find((d) => d.code === "section/empty") as Diagnostic;
  const actions = await offered(empty.range, [empty]);
  expect(actions.filter((a) => a.kind === CodeActionKind.QuickFix).every((a) => a.edit || a.command)).toBe(true);
  expect(actions.some((a) => a.title.includes("project"))).toBe(false);
});
