// VS Code's window as a user has it: what is seen in it, and what can be done by keyboard and mouse.
import type { FrameLocator, Locator, Page } from "playwright-core";

/** A hang bound, with a wide margin. */
const DEADLINE_MS = 30_000;
const INTERVAL_MS = 50;
/** After this time what was asked for is asked for again. */
const RETRY_MS = 3_000;
/** In this time a tree shows what it was scrolled to. */
const SCROLL_MS = 300;

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(DEADLINE_MS);
  }

  /** Waits until the window can be worked with. */
  async ready(): Promise<void> {
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor();
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  }

  /** Polls until `probe` gives something truthy. */
  async until<T>(what: string, probe: () => Promise<T>): Promise<NonNullable<T>> {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const found = await probe();
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`waited ${DEADLINE_MS / 1000} s in vain for ${what}`);
      await this.page.waitForTimeout(INTERVAL_MS);
    }
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** Writes at the cursor, as somebody does: key by key. */
  write(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** The command palette, pick lists and input boxes. */
  get picker(): Locator {
    return this.page.locator(".quick-input-widget");
  }

  /** A line of an open pick list, by a part of its text. */
  choice(text: string): Locator {
    return this.picker.locator(".monaco-list-row", { hasText: text }).first();
  }

  async pick(text: string): Promise<void> {
    await this.choice(text).click();
  }

  /** Writes into the picker; false if it is not there, as one that was being closed takes the next one's key with it. */
  private async asks(text: string): Promise<boolean> {
    const input = this.picker.locator("input").first();
    if (!(await this.appears(input))) return false;
    return input.fill(text, { timeout: RETRY_MS }).then(
      () => true,
      (error: Error) => {
        if (error.name === "TimeoutError") return false;
        throw error;
      },
    );
  }

  /** Runs a command by its name in the command palette. */
  async run(command: string): Promise<void> {
    // What the palette offers depends on the document, which may just have been opened.
    await this.until(`the command ${command}`, async () => {
      await this.press("Escape", "F1");
      return (await this.asks(`>${command}`)) && this.appears(this.choice(command));
    });
    await this.pick(command);
  }

  /** Opens a file of the workspace; the editor has the focus then. */
  async open(file: string): Promise<void> {
    // The list is made once while it is open, perhaps before the editor heard of a new file.
    await this.until(`${file} to be found`, async () => {
      await this.press("Escape", "Control+p");
      return (await this.asks(file)) && this.appears(this.choice(file));
    });
    await this.pick(file);
    await this.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
    await this.page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
  }

  /** Puts the cursor at a line and a column. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press("Control+g");
    await this.picker.locator("input").first().fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.picker.waitFor({ state: "hidden" });
    await this.until(`the cursor in line ${line}`, async () => (await this.position()).startsWith(`Ln ${line},`));
  }

  /** Where the cursor is, as the status bar says: "Ln 3, Col 1", with how much is selected. */
  async position(): Promise<string> {
    return (await this.page.locator("#status\\.editor\\.selection").textContent()) ?? "";
  }

  get editor(): Locator {
    return this.page.locator(".editor-group-container.active .monaco-editor").first();
  }

  /** A visible line of the editor, by a part of its text. */
  line(text: string): Locator {
    // The editor writes no-break spaces.
    return this.editor.locator(".view-line", { hasText: new RegExp(escaped(text).replaceAll(" ", "\\s")) }).first();
  }

  /** Whether something in a visible line is underlined as a finding. */
  async isUnderlined(text: string): Promise<boolean> {
    const line = await this.boxOf(this.line(text));
    for (const squiggle of await this.editor.locator("[class*='squiggly-']:not(.squiggly-hint)").all()) {
      const box = await squiggle.boundingBox();
      if (box && box.y >= line.y - 2 && box.y + box.height <= line.y + line.height + 6) return true;
    }
    return false;
  }

  private boxOf(locator: Locator) {
    return this.until(`${locator} to be in sight`, () => locator.boundingBox());
  }

  get lightBulb(): Locator {
    return this.editor.locator("[class*='codicon-light-bulb'], [class*='codicon-lightbulb']").first();
  }

  /** An entry of the light bulb's menu. */
  menuItem(text: string): Locator {
    return this.page.locator(".action-widget .monaco-list-row", { hasText: text }).first();
  }

  /** Asks for suggestions until this one is there: the first answer may have come before the document was read. */
  async offer(suggestion: Locator): Promise<void> {
    await this.until("the suggestion", async () => {
      if (await suggestion.isVisible()) return true;
      await this.press("Control+Space");
      return this.appears(suggestion);
    });
  }

  appears(what: Locator, timeout = RETRY_MS): Promise<boolean> {
    return what.waitFor({ timeout }).then(
      () => true,
      () => false,
    );
  }

  /** Opens or closes a part of the side bar. */
  async toggle(pane: string): Promise<void> {
    await this.page.locator(".part.sidebar .pane-header", { hasText: pane }).first().click();
  }

  async toggleSideBar(): Promise<void> {
    await this.run("View: Toggle Primary Side Bar Visibility");
  }

  /** Drags the border of the side bar. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.boxOf(this.page.locator(".part.sidebar"));
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Moves the mouse to where it hovers over nothing. */
  async restMouse(): Promise<void> {
    await this.page.mouse.move(1, 400);
    await this.page.locator(".monaco-hover:visible, .workbench-hover:visible").first().waitFor({ state: "hidden" });
  }

  /** A row of the coverage tree, by its accessible name; it is brought in sight. */
  async row(name: string | RegExp): Promise<Locator> {
    const tree = this.page.locator(".part.sidebar .pane", { hasText: "Design Doc Coverage" }).getByRole("tree");
    const row = tree.getByRole("treeitem", { name }).first();
    const box = await this.boxOf(tree);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.until(`${name} in the tree`, async () => {
      await this.page.mouse.wheel(0, -100_000);
      for (let seen = ""; ; ) {
        if (await this.appears(row, SCROLL_MS)) return true;
        const last = (await tree.getByRole("treeitem").last().textContent()) ?? "";
        if (last === seen) return false;
        seen = last;
        await this.page.mouse.wheel(0, box.height / 2);
      }
    });
    return row;
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator(".tabs-container").getByRole("tab", { name });
  }

  /** What a page or preview in the active editor shows; there must be only one. */
  get content(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Closes all editors, dropping what was changed. */
  async closeAll(): Promise<void> {
    const tabs = this.page.locator(".tabs-container .tab");
    await this.until("all editors to be closed", async () => {
      if ((await tabs.count()) === 0) return true;
      await this.run("View: Revert and Close Editor");
      return false;
    });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
