/** The page's way to the editor. */

interface Host {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Host;

export const host = acquireVsCodeApi();

/** What the editor wrote into the page for its script. */
export function pageData<T>(): T {
  return JSON.parse(document.getElementById("data")?.textContent ?? "null") as T;
}

/** Buttons that only send something: a message by its name, or a command of the extension. */
export function sendByButtons(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const { message, command, open, line } = button.dataset;
    if (message) host.postMessage({ type: message });
    else if (command) host.postMessage({ type: "command", command });
    else if (open || line) host.postMessage({ type: "open", uri: open, ...(line && { line: Number(line) }) });
  });
}
