// VS Code without a server, as vscode.dev has it: the page, and the files that it loads.
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { startDriver } from "./driver.mjs";
import { OUT } from "./paths.mjs";
import { QUIET_SETTINGS } from "./served.mjs";

const SCHEME = "test-files";

/**
 * Serves the page with an extension and a virtual workspace, which begins as a copy of a folder. `files` is the folder of
 * the built extension that provides the workspace. The page runs the suite that is in `OUT`.
 */
export async function startWeb({ vscode, extension, files, workspace, onResult, onScreenshot }) {
  const workspaceJson = JSON.stringify(await textsIn(workspace));
  const driver = await startDriver({
    folders: { "/vscode": vscode, "/extension": extension, "/files": files, "/files/suite": join(OUT, "vscode-suite") },
    texts: (origin, port) => ({
      "/": { type: "text/html", text: page(configuration(origin, port)) },
      "/files/workspace.json": { type: "application/json", text: workspaceJson },
    }),
    onResult,
    onScreenshot,
  });
  return { ...driver, address: `${driver.origin}/` };
}

function configuration(origin, port) {
  const at = (path) => ({ scheme: "http", authority: new URL(origin).host, path });
  return {
    productConfiguration: { nameShort: "VS Code", nameLong: "VS Code", applicationName: "code-web" },
    folder: { scheme: SCHEME, path: "/workspace" },
    // Without it the editor would wait for an extension that its makers alone may use such parts of the interface in.
    payload: [["enableProposedApi", ""]],
    developmentOptions: {
      extensions: [at("/extension"), at("/files")],
      // VS Code runs only a suite that belongs to an extension.
      extensionTestsPath: at("/files/suite/worker.js"),
    },
    enableSmokeTestDriver: true,
    // Each page in the editor has an origin of its own; browsers look for such names on this machine.
    webviewEndpoint: `http://{{uuid}}.localhost:${port}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
    configurationDefaults: QUIET_SETTINGS,
  };
}

/** What the product's own page does, with files of this server. */
function page(config) {
  const json = JSON.stringify(config).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <link data-name="vs/workbench/workbench.web.main" rel="stylesheet" href="/vscode/out/vs/workbench/workbench.web.main.css">
  </head>
  <body>
    <script src="/vscode/out/vs/loader.js"></script>
    <script src="/vscode/out/vs/webPackagePaths.js"></script>
    <script>
      for (const [name, path] of Object.entries(self.webPackagePaths))
        self.webPackagePaths[name] = location.origin + "/vscode/node_modules/" + name + "/" + path;
      require.config({ baseUrl: location.origin + "/vscode/out", paths: self.webPackagePaths });
    </script>
    <script src="/vscode/out/vs/workbench/workbench.web.main.nls.js"></script>
    <script src="/vscode/out/vs/workbench/workbench.web.main.js"></script>
    <script>
      require(["vs/workbench/workbench.web.main", "vs/base/common/uri"], ({ create }, { URI }) => {
        const { folder, payload, developmentOptions, ...config } = ${json};
        create(document.body, {
          ...config,
          developmentOptions: {
            extensions: developmentOptions.extensions.map((one) => URI.from(one)),
            extensionTestsPath: URI.from(developmentOptions.extensionTestsPath),
          },
          workspaceProvider: {
            workspace: { folderUri: URI.from(folder) },
            payload,
            trusted: true,
            open: async () => true,
          },
        });
      });
    </script>
  </body>
</html>
`;
}

/** The texts of a folder's files by their path in it. */
async function textsIn(folder) {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      entries.map(async ({ parentPath, name }) => {
        const file = join(parentPath, name);
        return [relative(folder, file).replaceAll("\\", "/"), await readFile(file, "utf8")];
      }),
    ),
  );
}
