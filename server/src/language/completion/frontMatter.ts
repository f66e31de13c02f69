/** Keys and values of the front matter, and the whole of it where there is none. */
import { type CompletionItem, CompletionItemKind, MarkupKind } from "vscode-languageserver-types";
import { reasonPlaceholder } from "../../edits/reason.ts";
import { STATUSES, titleIn } from "../../framework/index.ts";
import type { Say } from "../../l10n.ts";
import { stageOf } from "../stageText.ts";
import { type Cursor, lineText, offered, sortKey } from "./cursor.ts";
import { sectionData } from "./documentation.ts";

const KEYS = [
  "type",
  "status",
  "problem-type",
  "owner",
  "reviewers",
  "review-by",
  "not-applicable",
  "ml-design-doc",
] as const;
type Key = (typeof KEYS)[number];
/** What makes a document ours: all that is offered in one that is not. */
const ENTRANCE: readonly string[] = ["type", "ml-design-doc"];

function describe(key: Key, say: Say): string {
  switch (key) {
    case "type":
      return say("Says that the document is an ML design doc.");
    case "status":
      return say("How far the document is: decides which sections are asked for.");
    case "problem-type":
      return say("The kinds of ML problem, one or a list: decide which conditional sections are asked for.");
    case "owner":
      return say("Who answers for the document.");
    case "reviewers":
      return say("Who reviews the document.");
    case "review-by":
      return say("The date by which the document is to be reviewed.");
    case "not-applicable":
      return say("Sections that this document does not need, each with the reason.");
    case "ml-design-doc":
      return say("Whether the document is an ML design doc, whatever it looks like.");
  }
}

/** The items inside front matter; undefined if the cursor is elsewhere. */
export function frontMatterCompletions(cursor: Cursor): CompletionItem[] | undefined {
  if (cursor.line === 0) return wholeFrontMatter(cursor);
  const lines = linesOf(cursor);
  if (!lines) return undefined;
  const { before, subject } = cursor;
  if (/(?:^|\s)#/.test(before)) return [];
  const said = new Map(lines.flatMap((line, n) => keyOf(line, n)));
  const isOurs = subject.checked.reading.kind === "ml-design-doc" || /ml-design-doc/.test(said.get("type")?.rest ?? "");
  const allowed = (key: string) => isOurs || ENTRANCE.includes(key);

  const key = /^([\w-]+):([ \t]*)(.*)$/.exec(before);
  if (key?.[1]) return allowed(key[1]) ? values(key[1], key[2] ?? "", key[3] ?? "", cursor) : [];
  const word = /^[\w-]*$/.exec(before);
  // A blank or hyphen that begins a line asks for no key; within a key a hyphen goes on with it.
  if (word && (cursor.trigger === undefined || before) && !before.startsWith("-"))
    return keys((k) => allowed(k) && (!said.has(k) || said.get(k)?.line === cursor.line), cursor);
  return isOurs ? nested(lines, cursor) : [];
}

/** `---` on the first line of a document without front matter. */
function wholeFrontMatter(cursor: Cursor): CompletionItem[] | undefined {
  const { doc, before, after, lineStart, lineEnd, subject, trigger } = cursor;
  if (doc.frontMatter || after.trim() || !/^-{1,3}$/.test(before)) return undefined;
  // A single hyphen begins a list at least as often.
  if (trigger !== undefined && before !== "---") return undefined;
  const status = `status: \${1|${STATUSES.join(",")}|}`;
  return [
    offered(cursor, {
      label: subject.say("Front matter of an ML design doc"),
      kind: CompletionItemKind.Snippet,
      start: lineStart,
      end: lineEnd,
      text: "---\ntype: ml-design-doc\nstatus: draft\n---\n",
      snippet: `---\ntype: ml-design-doc\n${status}\nowner: $2\nreview-by: $3\n---\n$0`,
      filter: "---",
      sort: "000",
    }),
  ];
}

/** The lines of the front matter around the cursor, by number from 0; one that is being written may not be closed yet. */
function linesOf({ doc, lineStart, line }: Cursor): string[] | undefined {
  const text = (n: number) => lineText(doc, n);
  if (doc.frontMatter) {
    if (lineStart >= doc.frontMatter.end) return undefined;
    const lines = doc.lineStarts.flatMap((start, n) => (start < (doc.frontMatter?.end ?? 0) ? [text(n)] : []));
    // Not on the line that closes it.
    return /^---[ \t]*$/.test(lines[line] ?? "") && !lines.slice(line + 1).some((l) => /^---/.test(l))
      ? undefined
      : lines;
  }
  if (!/^\ufeff?---[ \t]*$/.test(text(0))) return undefined;
  const lines = Array.from({ length: line + 1 }, (_, n) => text(n));
  return lines.slice(1).every((l, i) => i === line - 1 || /^[\w-]+:|^[ \t]+\S|^- /.test(l)) ? lines : undefined;
}

function keyOf(line: string, n: number): [string, { line: number; rest: string }][] {
  const [, key, rest = ""] = /^([\w-]+)[ \t]*:(.*)$/.exec(line) ?? [];
  return key ? [[key, { line: n, rest }]] : [];
}

function keys(wanted: (key: string) => boolean, cursor: Cursor): CompletionItem[] {
  const { subject, lineStart, offset, after } = cursor;
  const [, rest = "", colon = ""] = /^([\w-]*)([ \t]*:)?/.exec(after) ?? [];
  return KEYS.filter(wanted).map((key, i) => {
    const value = VALUE[key];
    return {
      ...offered(cursor, {
        label: key,
        kind: CompletionItemKind.Property,
        start: lineStart,
        end: offset + rest.length,
        text: colon ? key : `${key}:${value?.text ?? " "}`,
        ...(!colon && { snippet: `${key}:${value?.snippet ?? " $0"}` }),
        filter: key,
        sort: sortKey(i),
      }),
      documentation: { kind: MarkupKind.Markdown, value: describe(key, subject.say) },
    };
  });
}

/** What stands behind a key's colon, where it is more than a blank. */
const VALUE: Partial<Record<Key, { text: string; snippet: string }>> = {
  type: { text: " ml-design-doc", snippet: " ml-design-doc$0" },
  status: { text: " ", snippet: ` \${1|${STATUSES.join(",")}|}$0` },
  reviewers: { text: "\n  - ", snippet: "\n  - $0" },
  "not-applicable": { text: "\n  ", snippet: "\n  $0" },
  "ml-design-doc": { text: " ", snippet: ` \${1|true,false|}$0` },
};

/** The values of a key on its own line: one, or the next of a list in brackets. */
function values(key: string, blanks: string, typed: string, cursor: Cursor): CompletionItem[] {
  const flow = /^[[{](.*)$/.exec(typed);
  if (flow) {
    const others = (flow[1] ?? "").split(",");
    const last = others.pop() ?? "";
    const rest = cursor.after.replace(/[\]}].*$/, "").split(",");
    const there = [...others, ...rest.slice(1)].map((o) => plain(o.replace(/:.*$/, "")));
    const word = last.trimStart();
    if (typed[0] === "{" && key === "not-applicable") return waivers(word, there, cursor);
    return typed[0] === "[" && key === "problem-type" ? problemTypes(word, there, cursor, rest[0] ?? "") : [];
  }
  const gap = blanks ? "" : " ";
  if (key === "problem-type") return problemTypes(typed, [], cursor, cursor.after, gap);
  return valuesOf(key, cursor.subject.say).map(([value, detail], i) =>
    offered(cursor, {
      label: value,
      kind: CompletionItemKind.EnumMember,
      start: cursor.offset - typed.length,
      end: cursor.lineEnd,
      text: gap + value,
      detail,
      filter: quoted(typed, value),
      sort: sortKey(i),
    }),
  );
}

function valuesOf(key: string, say: Say): [value: string, detail: string][] {
  switch (key) {
    case "type":
      return [["ml-design-doc", say("Says that the document is an ML design doc.")]];
    case "ml-design-doc":
      return [
        ["true", say("It is an ML design doc.")],
        ["false", say("It is no ML design doc: nothing is checked.")],
      ];
    case "status":
      return STATUSES.map((status): [string, string] => [status, stageOf(status, say)]);
    default:
      return [];
  }
}

/** Entries below a key: items of a list, or sections with the reason why they are not needed. */
function nested(lines: readonly string[], cursor: Cursor): CompletionItem[] {
  const { before, line } = cursor;
  let above = line - 1;
  while (above > 0 && /^(?:[ \t]+\S|-[ \t]|[ \t]*$)/.test(lines[above] ?? "")) above--;
  const parent = /^([\w-]+):[ \t]*$/.exec(lines[above] ?? "")?.[1];
  const below: string[] = [];
  for (let n = above + 1; n < lines.length && /^[ \t]*(?:-|$)|^[ \t]/.test(lines[n] ?? ""); n++)
    if (n !== line) below.push(lines[n] as string);
  const [, entry] = /^[ \t]+([\w-]*)$/.exec(before) ?? [];
  if (parent === "not-applicable" && entry !== undefined)
    return waivers(
      entry,
      below.map((l) => plain(l.replace(/:.*$/, ""))),
      cursor,
    );
  const [, blanks = "", typed = ""] = /^[ \t]*-([ \t]*)(.*)$/.exec(before) ?? [];
  if (parent !== "problem-type" || !/^[ \t]*-/.test(before)) return [];
  const there = below.map((l) => plain(l.replace(/^[ \t]*-/, "")));
  return problemTypes(typed, there, cursor, cursor.after, blanks ? "" : " ");
}

function problemTypes(
  typed: string,
  there: readonly string[],
  cursor: Cursor,
  rest: string,
  gap = "",
): CompletionItem[] {
  const { data } = cursor.subject.framework;
  return data.problemTypes.types
    .filter(({ id }) => !there.includes(id))
    .map(({ id }, i) =>
      offered(cursor, {
        label: id,
        kind: CompletionItemKind.EnumMember,
        start: cursor.offset - typed.length,
        end: cursor.offset + rest.trimEnd().length,
        text: gap + id,
        filter: quoted(typed, id),
        sort: sortKey(i),
      }),
    );
}

/** `labels: reason` for sections; what may stand behind the id already is kept. */
function waivers(typed: string, there: readonly string[], cursor: Cursor): CompletionItem[] {
  const { subject, offset, after } = cursor;
  const { checked, framework, locale } = subject;
  const rest = /^[\w-]*/.exec(after)?.[0] ?? "";
  const done = /^[\w-]*[ \t]*:/.test(after);
  const reason = reasonPlaceholder(checked.reading.language);
  return framework.sections
    .filter(({ id }) => !there.includes(id))
    .map((section, i) => ({
      ...offered(cursor, {
        label: section.id,
        kind: CompletionItemKind.Property,
        detail: titleIn(section, locale, framework),
        start: offset - typed.length,
        end: offset + rest.length,
        text: done ? section.id : `${section.id}: `,
        ...(!done && { snippet: `${section.id}: \${1:${reason}}$0` }),
        filter: `${section.id} ${titleIn(section, locale, framework)}`,
        sort: sortKey(i),
      }),
      ...sectionData(subject, section.id),
    }));
}

const plain = (word: string) => word.trim().replace(/^["']|["']$/g, "");

/** A value as a client compares it with what is typed, which may begin with a quotation mark. */
const quoted = (typed: string, value: string) => (/^["']/.exec(typed)?.[0] ?? "") + value;
