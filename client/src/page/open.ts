/** Goes where a page points to. */
import { Position, Range, Uri, window } from "vscode";

/** `line`: 1-based; absent, the editor shows what it showed last. */
export async function openPlace(uri: string, line: number | undefined): Promise<void> {
  const at = line === undefined ? undefined : new Position(line - 1, 0);
  await window.showTextDocument(Uri.parse(uri, true), {
    preview: true,
    ...(at && { selection: new Range(at, at) }),
  });
}
