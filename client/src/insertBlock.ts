/** Puts a snippet of whole Markdown blocks at the cursor without touching what is there. */

import { EndOfLine, Position, SnippetString, type TextDocument, type TextEditor, window } from "vscode";

/**
 * Inserts below the paragraph or list the cursor stands in, set off by blank lines. Never replaces a selection, and
 * always at the start of a line: elsewhere the editor would indent the snippet like the text before it.
 */
export async function insertBlock(from: TextEditor, snippet: string): Promise<boolean> {
  // The pick list or a slow answer may have taken the focus, which a snippet needs.
  const column = from.viewColumn;
  const editor = await window.showTextDocument(from.document, column === undefined ? {} : { viewColumn: column });
  const { document } = editor;
  let undoStopBefore = true;
  let line = editor.selection.active.line;
  while (line < document.lineCount && !isBlank(document, line)) line++;
  if (line === document.lineCount) {
    const end = document.lineAt(line - 1).range.end;
    const eol = document.eol === EndOfLine.CRLF ? "\r\n" : "\n";
    const options = { undoStopBefore, undoStopAfter: false };
    if (!(await editor.edit((edit) => edit.insert(end, eol), options))) return false;
    undoStopBefore = false;
  }
  const before = line > 0 && !isBlank(document, line - 1) ? "\n" : "";
  const last = line + 1 >= document.lineCount;
  const after = last || !isBlank(document, line + 1) ? "\n" : "";
  const text = before + snippet.replace(/\n+$/, "") + after;
  return editor.insertSnippet(new SnippetString(text), new Position(line, 0), { undoStopBefore, undoStopAfter: true });
}

function isBlank(document: TextDocument, line: number): boolean {
  return document.lineAt(line).isEmptyOrWhitespace;
}
