/** Leads to a place in a document. */

import { Range, type TextDocument, TextEditorRevealType, window } from "vscode";

export interface ProtocolRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

export function toRange({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** Whether a value that came from elsewhere is a range. */
export function isRange(value: unknown): value is ProtocolRange {
  const range = value as Partial<ProtocolRange> | undefined;
  return [range?.start, range?.end].every(
    (position) => Number.isInteger(position?.line) && Number.isInteger(position?.character),
  );
}

/** Selects the range, in the editor that shows the document if there is one. */
export async function goTo(document: TextDocument, selection: Range): Promise<void> {
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const options = shown?.viewColumn === undefined ? { selection } : { selection, viewColumn: shown.viewColumn };
  const editor = await window.showTextDocument(document, options);
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
