import { lineOf, openCopy, workbench } from "./session.ts";

describe("somebody who looks where the document stands", () => {
  // The files and the tree share the side bar.
  before(() => workbench().toggle("workspace"));
  after(() => workbench().toggle("workspace"));

  it("sees it in the tree, and is led to a section by a click", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.run("ML Design Docs: Show coverage of the document");
    await (await w.row("Objectives and success metrics, answered")).click();
    const line = lineOf("half.md", "## Objectives");
    await w.until("the cursor at the heading", async () => (await w.position()).startsWith(`Ln ${line},`));
  });

  it("has a missing section inserted by a click in the tree", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.run("ML Design Docs: Show coverage of the document");
    await (await w.row("Data leakage risks, missing, needed now")).click();
    await w.line("## Data leakage risks").waitFor();
    await w.row(/^Data leakage risks, empty/);
  });

  it("finds what can be done behind the language status", async () => {
    const w = workbench();
    await openCopy("half.md");
    await w.page.locator("#status\\.languageStatus").click();
    const entry = w.page.locator(".hover-language-status .element", { hasText: /\d+ of \d+ sections answered/ });
    await entry.getByText("Actions…").click();
    await w.choice("What will block me at review?").waitFor();
    await w.pick("Show coverage");
    await w.row("Objectives and success metrics, answered");
  });

  it("makes a design doc of a document that is none", async () => {
    const w = workbench();
    await openCopy("note.md");
    await w.run("ML Design Docs: Show coverage of the document");
    const welcome = w.page.locator(".part.sidebar .welcome-view-content");
    await welcome.getByRole("button", { name: "This is an ML design doc" }).click();
    await w.line("<!-- ml-design-docs: on -->").waitFor();
    await w.row(/^Data leakage risks, missing/);
  });
});
