/** Open documents and their checks: one per version, made when a feature or the publisher first asks. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Checked, type CheckOptions, check } from "../check/check.ts";

interface Entry {
  document: TextDocument;
  checked?: Checked & { version: number };
}

export class DocumentStore {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly options: () => CheckOptions,
    private readonly onFailure: (uri: string, rule: string, error: unknown) => void,
  ) {}

  open(uri: string, languageId: string, version: number, text: string): void {
    this.entries.set(uri, { document: TextDocument.create(uri, languageId, version, text) });
  }

  /** Applies a client's changes; of a document that is not open they are ignored. */
  change(uri: string, version: number, changes: Parameters<typeof TextDocument.update>[1]): void {
    const entry = this.entries.get(uri);
    if (entry) entry.document = TextDocument.update(entry.document, changes, version);
  }

  close(uri: string): void {
    this.entries.delete(uri);
  }

  get(uri: string): TextDocument | undefined {
    return this.entries.get(uri)?.document;
  }

  uris(): string[] {
    return [...this.entries.keys()];
  }

  /** The check of the newest version; blocks unchanged since the last one are not read again. */
  checked(uri: string): (Checked & { version: number }) | undefined {
    const entry = this.entries.get(uri);
    if (!entry) return undefined;
    const { version } = entry.document;
    if (entry.checked?.version === version) return entry.checked;
    const result = check(entry.document.getText(), this.options(), entry.checked);
    for (const { rule, error } of result.failures) this.onFailure(uri, rule, error);
    entry.checked = { ...result, version };
    return entry.checked;
  }
}
