/** Hover on the front matter's keys and values: what they mean, and what each status asks for. */
import type { Hover } from "vscode-languageserver-types";
import { nextStatus } from "../../check/stages.ts";
import { placeInFrontMatter } from "../../document/frontMatter.ts";
import { type DocumentStatus, STATUSES, titleIn } from "../../framework/index.ts";
import type { Say } from "../../l10n.ts";
import { isOurType } from "../../recognition/kind.ts";
import { requiredAt } from "../../recognition/required.ts";
import { statusOfWord } from "../../recognition/statusWords.ts";
import { stageOf } from "../stageText.ts";
import { rangeIn, type Subject } from "../subject.ts";
import { hoverOf, list, type Markup, paragraphs } from "./markup.ts";
import { sectionPart } from "./section.ts";

/** Keys that mean something in every document: by them it becomes ours, or does not. */
const ENTRANCE = new Set(["type", "ml-design-doc"]);

/** The hover on a key or value of the front matter; undefined elsewhere. */
export function frontMatterHover(subject: Subject, offset: number, markup: Markup): Hover | undefined {
  const { doc, reading } = subject.checked;
  for (const [key, value] of Object.entries(doc.frontMatter?.data ?? {})) {
    if (reading.kind !== "ml-design-doc" && !ENTRANCE.has(key)) continue;
    const place = placeInFrontMatter(doc.text, [key]);
    const on = (range: readonly [number, number] | undefined, text: string | undefined) =>
      range && text && range[0] <= offset && offset <= range[1]
        ? hoverOf([text], rangeIn(subject, ...range), markup)
        : undefined;
    const hover = on(place?.key, keyPart(key, subject, markup)) ?? inner(key, value, place?.value, on);
    if (hover) return hover;
  }
  return undefined;

  function inner(
    key: string,
    value: unknown,
    at: [number, number] | undefined,
    on: (range: readonly [number, number] | undefined, text: string | undefined) => Hover | undefined,
  ): Hover | undefined {
    if (!at || offset < at[0] || offset > at[1]) return undefined;
    if (typeof value !== "object" || value === null) return on(at, valuePart(key, String(value), subject, markup));
    // Entries of a list by number, of a mapping by key.
    for (const [step, entry] of Object.entries(value)) {
      const isList = Array.isArray(value);
      const place = placeInFrontMatter(doc.text, [key, isList ? Number(step) : step]);
      const hover = isList
        ? on(place?.value, valuePart(key, String(entry), subject, markup))
        : on(place?.key, valuePart(key, step, subject, markup));
      if (hover) return hover;
    }
    return undefined;
  }
}

function keyPart(key: string, subject: Subject, markup: Markup): string | undefined {
  const { say, framework, checked } = subject;
  const meaning = meaningOf(key, say);
  if (!meaning) return undefined;
  const values =
    key === "status"
      ? list(
          STATUSES.map((status) =>
            markup.item(`${markup.code(status)}: ${markup.text(`${stageOf(status, say)} ${asks(status, subject)}`)}`),
          ),
        )
      : key === "problem-type"
        ? framework.data.problemTypes.types.map(({ id }) => markup.code(id)).join(", ")
        : undefined;
  const inForce =
    key === "problem-type" && checked.reading.problemTypes.length > 0
      ? markup.text(say("In force: {0}.", checked.reading.problemTypes.join(", ")))
      : undefined;
  return paragraphs(`${markup.code(key)} · ${markup.text(meaning)}`, values, inForce);
}

/** What a key means; undefined for one that is not ours. */
function meaningOf(key: string, say: Say): string | undefined {
  switch (key) {
    case "type":
      return say("ml-design-doc makes the document an ML design doc; any other type says nothing.");
    case "ml-design-doc":
      return say("Whether the document is an ML design doc, whatever it looks like.");
    case "status":
      return say("How far the document is: decides which sections are asked for.");
    case "problem-type":
      return say("The kinds of ML problem, one or a list: decide which conditional sections are asked for.");
    case "not-applicable":
      return say("Sections that this document does not need, each with the reason.");
    case "owner":
      return say("Who answers for the document.");
    case "reviewers":
      return say("Who reviews the document.");
    case "review-by":
      return say("The date by which the document is to be reviewed.");
    default:
      return undefined;
  }
}

function valuePart(key: string, value: string, subject: Subject, markup: Markup): string | undefined {
  const { framework, say, locale } = subject;
  switch (key) {
    case "type":
      return isOurType(value)
        ? markup.text(say("This document is an ML design doc, whatever it looks like."))
        : undefined;
    case "ml-design-doc":
      return markup.text(
        /^(?:false|no|off|n)$/i.test(value)
          ? say("This document is no ML design doc: nothing is checked.")
          : say("This document is an ML design doc, whatever it looks like."),
      );
    case "status":
      return statusPart(value, subject, markup);
    case "problem-type": {
      if (!framework.data.problemTypes.types.some((t) => t.id === value)) return undefined;
      const conditions = Object.entries(framework.data.problemTypes.conditions).filter(([, c]) =>
        c.types.includes(value),
      );
      const titles = framework.sections
        .filter((s) => conditions.some(([name]) => name === s.condition))
        .map((s) => titleIn(s, locale, framework));
      return paragraphs(
        markup.code(value),
        titles.length > 0 ? markup.text(say("Such a problem asks also for: {0}.", titles.join(", "))) : undefined,
      );
    }
    case "not-applicable": {
      const section = framework.section(value);
      return section && sectionPart(section, subject, markup);
    }
    default:
      return undefined;
  }
}

function statusPart(word: string, subject: Subject, markup: Markup): string {
  const { say } = subject;
  const status = statusOfWord(word);
  if (!status) return markup.text(say("No known status; the document counts as draft."));
  const next = nextStatus(status);
  const more = next && asked(next, subject).filter((title) => !asked(status, subject).includes(title));
  return paragraphs(
    `${markup.strong(status)} · ${markup.text(`${stageOf(status, say)} ${asks(status, subject)}`)}`,
    next && more?.length
      ? markup.text(say("The next status, {0}, asks also for: {1}.", next, more.join(", ")))
      : undefined,
  );
}

function asks(status: DocumentStatus, subject: Subject): string {
  return subject.say("Asks for {0} sections.", asked(status, subject).length);
}

/** Titles of the sections that a status asks for in this document. */
function asked(status: DocumentStatus, { checked, framework, locale }: Subject): string[] {
  const { reading } = checked;
  return framework.sections
    .filter((section) => {
      // What the project says of a section is seen at the status in force only.
      if (status === reading.status) return reading.sections.find((s) => s.id === section.id)?.required === "now";
      return requiredAt(section, status, reading.conditions) === "now";
    })
    .map((section) => titleIn(section, locale, framework));
}
