// Mocha as it comes for browsers: a script that puts itself into the global scope.
import "../../../node_modules/mocha/mocha.js";

export default (globalThis as unknown as { Mocha: typeof Mocha }).Mocha;
