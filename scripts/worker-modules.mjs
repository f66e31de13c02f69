// CommonJS for the web worker's scripts, put before the worker's entry: `require` runs a sibling script.
(() => {
  const OWN = "server.browser.js";
  const loaded = new Map();
  let address = self.location.href;
  // An extension host's worker is begun by a script of the host's own; which script this is only the stack says.
  if (!address.includes(OWN))
    address = /(?:^|[\s(@])([a-z][\w+.-]*:\/\/[^\s()]*?server\.browser\.js[^\s():]*)/m.exec(new Error().stack)?.[1];
  self.require = (name) => {
    const known = loaded.get(name);
    if (known) return known.exports;
    const own = { exports: {} };
    const outer = self.module;
    self.module = own;
    try {
      const at = address.lastIndexOf(OWN);
      importScripts(address.slice(0, at) + name.replace("./", "") + address.slice(at + OWN.length));
    } finally {
      self.module = outer;
    }
    loaded.set(name, own);
    return own.exports;
  };
})();
