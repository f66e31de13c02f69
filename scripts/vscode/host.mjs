// Picks the VS Code to run in: the desktop where it can be had, else the one served to a browser.
import { findDesktop } from "./desktop.mjs";
import { installServed } from "./install.mjs";

/**
 * A host of kind "desktop" or "served". `attended`: a person will look at it, so a hidden display will not do.
 * ML_DESIGN_DOCS_HOST=desktop or =served asks for one of them.
 */
export async function pickHost({ attended = false } = {}) {
  const wanted = process.env.ML_DESIGN_DOCS_HOST;
  if (wanted && wanted !== "desktop" && wanted !== "served") {
    throw new Error(`ML_DESIGN_DOCS_HOST is "${wanted}"; it may be "desktop" or "served"`);
  }
  let noDesktop;
  if (wanted !== "served") {
    try {
      return await findDesktop({ hiddenDisplay: !attended });
    } catch (error) {
      if (wanted === "desktop") throw new Error(`no desktop VS Code: ${error.message}`);
      noDesktop = error.message;
      console.log(`No desktop VS Code (${noDesktop}): using VS Code served to a browser.`);
    }
  }
  try {
    const installed = await installServed();
    return { kind: "served", ...installed, description: "VS Code served to a browser" };
  } catch (error) {
    throw new Error(
      `No VS Code to run in. Install VS Code, or see that npm can fetch packages.\n` +
        `Desktop: ${noDesktop ?? "not wanted"}\nServed: ${error.message}`,
    );
  }
}
