// What a test run serves over http on this machine: files, and an ear for what the suite has to tell.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};

/**
 * Starts it on a free port. `folders` are served below their name, and `texts` under theirs: {"/page": {type, text}}.
 * `onResult(result)` hears how the suite ended; `onScreenshot(name)` takes a picture, for which the suite waits.
 */
export async function startDriver({ folders = {}, texts = () => ({}), onResult, onScreenshot }) {
  const server = createServer((request, response) => {
    handle(request).then(
      ({ status = 200, type = "text/plain", body = "" }) => {
        response.writeHead(status, { "content-type": type, "access-control-allow-origin": "*" }).end(body);
      },
      (error) => response.writeHead(500, { "access-control-allow-origin": "*" }).end(String(error?.message ?? error)),
    );
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  const fixed = texts(origin, port);

  async function handle(request) {
    const path = decodeURIComponent(new URL(request.url, origin).pathname);
    if (request.method === "POST") {
      const told = await bodyOf(request);
      if (path === "/result") onResult?.(JSON.parse(told));
      else if (path.startsWith("/screenshot/")) await onScreenshot?.(path.slice("/screenshot/".length));
      else return { status: 404 };
      return {};
    }
    const text = fixed[path];
    if (text) return { type: text.type, body: text.text };
    for (const [name, folder] of Object.entries(folders)) {
      if (!path.startsWith(`${name}/`)) continue;
      const file = normalize(join(folder, path.slice(name.length)));
      if (!file.startsWith(folder + sep)) continue;
      try {
        return { type: TYPES[extname(file)], body: await readFile(file) };
      } catch {
        // Not there, or a folder.
      }
    }
    return { status: 404 };
  }

  return {
    origin,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
