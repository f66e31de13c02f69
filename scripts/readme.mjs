// The README's tables that follow from other files: the settings, from package.json, and the rules.

const NLS_KEY = /^%(.+)%$/;

/** The README with its generated parts made anew; each stands between `<!-- NAME: … -->` and `<!-- /NAME -->`. */
export function readmeWith(readme, { manifest, texts, rules }) {
  const parts = { settings: settingsTable(manifest, texts), rules: rulesTable(rules) };
  return Object.entries(parts).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name}:[^>]*-->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!place.test(text)) throw new Error(`README.md has no place for the table of ${name}`);
    return text.replace(place, (_, begin, end) => `${begin}\n${table}\n\n${end}`);
  }, readme);
}

function settingsTable({ contributes }, texts) {
  const say = (key) => texts[NLS_KEY.exec(key)?.[1]] ?? key;
  const rows = contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties).map(([key, setting]) => {
      const values = setting.enum ?? setting.items?.enum;
      const listed = values ? ` ${values.map((value) => `\`${value}\``).join(", ")}.` : "";
      return [`\`${key}\``, `\`${JSON.stringify(setting.default)}\``, `${say(setting.markdownDescription)}${listed}`];
    }),
  );
  return table(["Setting", "Default", "What it does"], rows);
}

function rulesTable(rules) {
  const rows = rules.map(({ id, title, severity }) => [`[${id}](docs/rules/${id}.md)`, title, severity]);
  return table(["Rule", "What it finds", "Severity"], rows);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
