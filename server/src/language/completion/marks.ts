/** Marks in a comment: their names, then the rules and sections that they are about. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { readDesignDoc } from "../../document/designDoc.ts";
import type { DesignDoc } from "../../document/types.ts";
import { reasonPlaceholder } from "../../edits/reason.ts";
import { titleIn } from "../../framework/index.ts";
import type { Say } from "../../l10n.ts";
import { MARK_NAMES, NO_SECTION } from "../../recognition/marks.ts";
import { readAgainst } from "../../recognition/read.ts";
import { rules } from "../../rules/index.ts";
import { ruleTexts } from "../ruleTexts.ts";
import { type Cursor, offered, sortKey } from "./cursor.ts";
import { sectionData } from "./documentation.ts";

/** The items inside a comment that begins on the cursor's line; undefined if the cursor is in none. */
export function markCompletions(cursor: Cursor): CompletionItem[] | undefined {
  const { before, lineStart } = cursor;
  const open = before.lastIndexOf("<!--");
  if (open < 0 || before.includes("-->", open + 4)) return undefined;
  const at = lineStart + open;
  const { doc, isOurs } = closed(cursor, at);
  if (inCode(doc, at)) return undefined;
  const content = before.slice(open + 4);
  if (/^\s*[\w-]*$/.test(content)) return names(content, doc, isOurs, cursor);
  const [, kind = "", list = ""] =
    /^\s*ml-design-docs-(section|disable-next|disable-file)[ \t:]+(.*)$/i.exec(content) ?? [];
  // Behind a colon stands the reason, in words of the author's.
  if (!kind || !isOurs || (kind.toLowerCase() !== "section" && /:/.test(list))) return [];
  const word = /[\w/.-]*$/.exec(list)?.[0] ?? "";
  const others = list.slice(0, list.length - word.length);
  if (others.trim() && !/,\s*$/.test(others)) return [];
  const there = new Set(others.split(",").map((o) => o.trim().toLowerCase()));
  return kind.toLowerCase() === "section" ? sections(word, there, cursor) : silenced(word, there, cursor);
}

/**
 * The document as it is once the comment is closed: one that is not takes in all that follows, and may hide what makes the
 * document ours.
 */
function closed({ doc, subject, lineEnd, offset }: Cursor, at: number): { doc: DesignDoc; isOurs: boolean } {
  const { reading } = subject.checked;
  const isClosed = /-->/.test(doc.text.slice(offset, lineEnd));
  if (isClosed) return { doc, isOurs: reading.kind === "ml-design-doc" };
  const whole = readDesignDoc(`${doc.text.slice(0, at)}${doc.text.slice(lineEnd)}`, doc);
  const again = readAgainst(whole, {}, subject.framework);
  return { doc: whole, isOurs: reading.kind === "ml-design-doc" || again.kind === "ml-design-doc" };
}

/** Whether an offset stands in front matter, a code block or code between words. */
function inCode({ text, lineStarts, body, frontMatter }: DesignDoc, at: number): boolean {
  if (frontMatter && at < frontMatter.end) return true;
  if (body.some(({ part, start, end }) => part.type === "figure" && start <= at && at < end)) return true;
  const line = lineStarts.findLast((start) => start <= at) ?? 0;
  return (text.slice(line, at).match(/`/g)?.length ?? 0) % 2 === 1;
}

interface Name {
  name: string;
  text: string;
  snippet: string;
  detail: string;
}

function allNames(say: Say, language: string): Name[] {
  const [, section, next, file] = MARK_NAMES;
  const reason = reasonPlaceholder(language);
  return [
    {
      name: section,
      text: `${section}: `,
      snippet: `${section}: $1`,
      detail: say("Says which sections the heading above stands for"),
    },
    {
      name: next,
      text: `${next} `,
      snippet: `${next} $1: \${2:${reason}}`,
      detail: say("Silences rules for the next block"),
    },
    {
      name: file,
      text: `${file} `,
      snippet: `${file} $1: \${2:${reason}}`,
      detail: say("Silences rules for the whole document"),
    },
  ];
}

function switches(say: Say): Name[] {
  const [name] = MARK_NAMES;
  return [
    { name: `${name}: on`, text: `${name}: on`, snippet: `${name}: on`, detail: say("It is an ML design doc.") },
    {
      name: `${name}: off`,
      text: `${name}: off`,
      snippet: `${name}: off`,
      detail: say("It is no ML design doc: nothing is checked."),
    },
  ];
}

function names(content: string, doc: DesignDoc, isOurs: boolean, cursor: Cursor): CompletionItem[] {
  const { subject, offset, after, lineStart, trigger } = cursor;
  // In documents that are not ours only who asks is answered.
  if (!isOurs && trigger !== undefined && !/\w/.test(content)) return [];
  const word = content.trimStart();
  const at = lineStart + cursor.before.lastIndexOf("<!--");
  const second = doc.headings.filter((h) => h.part.depth > 0)[1];
  const maySwitch = !second || at <= second.start;
  const end = tailOf(after);
  return [
    ...(isOurs ? allNames(subject.say, subject.checked.reading.language) : []),
    ...(maySwitch ? switches(subject.say) : []),
  ].map((mark, i) => {
    const gap = word === content ? " " : "";
    const close = end.closed ? "" : "-->";
    const blank = end.blank ? "" : " ";
    return offered(cursor, {
      label: mark.name,
      kind: CompletionItemKind.Keyword,
      detail: mark.detail,
      start: offset - word.length,
      end: offset + end.length,
      text: `${gap}${mark.text}${mark.text.endsWith(" ") && !end.blank ? "" : blank}${close}`,
      snippet: `${gap}${mark.snippet}${blank}${close}$0`,
      filter: mark.name,
      sort: sortKey(i),
    });
  });
}

/** What of the text behind the cursor belongs to the word, and how the comment goes on behind it. */
function tailOf(after: string): { length: number; closed: boolean; blank: boolean } {
  // `>` alone is what editors add when `<` is typed.
  const word = /^[\w/.-]*?(?=-*>|$|[^\w/.-])/.exec(after)?.[0] ?? "";
  const rest = after.slice(word.length);
  if (/^\s*-{0,1}>/.test(rest))
    return { length: word.length + (/^\s*-?>/.exec(rest)?.[0].length ?? 0), closed: false, blank: false };
  return { length: word.length, closed: rest.includes("-->"), blank: /^\s/.test(rest) };
}

function sections(word: string, there: ReadonlySet<string>, cursor: Cursor): CompletionItem[] {
  const { framework, say } = cursor.subject;
  const items = framework.sections
    .filter(({ id }) => !there.has(id))
    .map(({ id }, i) => sectionItem(id, `1${sortKey(i)}`));
  if (there.size > 1 || !there.has("")) return items;
  return [
    ...items,
    entry({
      id: NO_SECTION,
      detail: say("The heading stands for no section"),
      sort: "2",
      kind: CompletionItemKind.Keyword,
    }),
  ];

  function sectionItem(id: string, sort: string): CompletionItem {
    return {
      ...entry({ id, detail: titleOf(id, cursor), sort, kind: CompletionItemKind.Reference }),
      ...sectionData(cursor.subject, id),
    };
  }

  function entry(e: { id: string; detail: string; sort: string; kind: CompletionItemKind }): CompletionItem {
    const end = tailOf(cursor.after);
    return offered(cursor, {
      label: e.id,
      kind: e.kind,
      detail: e.detail,
      start: cursor.offset - word.length,
      end: cursor.offset + end.length,
      text: end.closed ? e.id + (end.blank ? "" : " ") : `${e.id} -->`,
      filter: `${e.id} ${e.detail}`,
      sort: e.sort,
    });
  }
}

/** Rules and sections whose findings can be silenced; with the place of the reason unless one is there. */
function silenced(word: string, there: ReadonlySet<string>, cursor: Cursor): CompletionItem[] {
  const { subject, offset, after } = cursor;
  const { framework } = subject;
  const end = tailOf(after);
  const goesOn = /^\s*[:,]/.test(after.slice(end.length));
  const close = end.closed ? (end.blank ? "" : " ") : " -->";
  const item = (id: string, detail: string, kind: CompletionItemKind, sort: string) =>
    offered(cursor, {
      label: id,
      kind,
      detail,
      start: offset - word.length,
      end: offset + end.length,
      text: goesOn ? id : `${id}: ${close.trimStart()}`,
      snippet: goesOn ? id : `${id}: \${1:${reasonPlaceholder(subject.checked.reading.language)}}${close}$0`,
      filter: `${id} ${detail}`,
      sort,
    });
  return [
    ...rules.map((r, i) =>
      item(r.id, ruleTexts(r, subject.locale).title, CompletionItemKind.Constant, `1${sortKey(i)}`),
    ),
    ...framework.sections.map(({ id }, i) => ({
      ...item(id, titleOf(id, cursor), CompletionItemKind.Reference, `2${sortKey(i)}`),
      ...sectionData(subject, id),
    })),
  ].filter(({ label }) => !there.has(label));
}

function titleOf(id: string, { subject: { framework, locale } }: Cursor): string {
  const section = framework.section(id);
  return section ? titleIn(section, locale, framework) : id;
}
