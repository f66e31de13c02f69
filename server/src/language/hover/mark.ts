/** Hover on a mark in a comment: what it does, and what the sections and rules in it are. */
import type { Hover } from "vscode-languageserver-types";
import type { Say } from "../../l10n.ts";
import { type Mark, type MarkWord, marksOf, NO_SECTION } from "../../recognition/marks.ts";
import { rules } from "../../rules/index.ts";
import { ruleTexts } from "../ruleTexts.ts";
import { rangeIn, rulePage, type Subject } from "../subject.ts";
import { hoverOf, type Markup, paragraphs } from "./markup.ts";
import { sectionPart } from "./section.ts";

/** The hover on the name of a mark or on one of its words; undefined elsewhere. */
export function markHover(subject: Subject, offset: number, markup: Markup): Hover | undefined {
  const mark = marksOf(subject.checked.doc).find((m) => m.start <= offset && offset <= m.end);
  if (!mark) return undefined;
  const isOn = ({ start, end }: { start: number; end: number }) => start <= offset && offset <= end;
  const word = mark.ids.find(isOn);
  const target = word ?? (isOn(mark.name) ? mark.name : undefined);
  const text = word
    ? wordPart(mark, word, subject, markup)
    : paragraphs(markup.code(mark.name.text), markup.text(markPart(mark, subject.say)));
  return target && text ? hoverOf([text], rangeIn(subject, target.start, target.end), markup) : undefined;
}

function markPart({ kind, likely }: Mark, say: Say): string {
  switch (kind) {
    case "switch":
      return say("Says whether the document is an ML design doc: on or off. It goes before everything else.");
    case "section":
      return say("Says which sections the heading above is about. none: it is about no section.");
    case "disable-next":
      return say("Silences rules in the next paragraph, list or table. The reason stands behind a colon.");
    case "disable-file":
      return say("Silences rules in the whole document. The reason stands behind a colon.");
    case "unknown":
      return likely ? say('No mark has this name: did you mean "{0}"?', likely) : say("No mark has this name.");
  }
}

function wordPart({ kind }: Mark, { id }: MarkWord, subject: Subject, markup: Markup): string | undefined {
  const { framework, say } = subject;
  if (kind === "switch")
    return markup.text(
      id === "on"
        ? say("This document is an ML design doc, whatever it looks like.")
        : say("This document is no ML design doc: nothing is checked."),
    );
  if (kind === "section" && id === NO_SECTION) return markup.text(say("The heading above is about no section."));
  const section = framework.section(id);
  if (section) {
    const all = say("All rules of this section are silenced.");
    return paragraphs(sectionPart(section, subject, markup), kind === "section" ? undefined : markup.text(all));
  }
  const other = framework.data.other.find((o) => o.id === id);
  if (other) return paragraphs(markup.strong(other.title), markup.text(say("Recognised, but never asked for.")));
  return kind === "section" ? undefined : rulePart(id, subject, markup);
}

/** A rule: what it finds, and why that matters. */
export function rulePart(id: string, subject: Subject, markup: Markup): string | undefined {
  const rule = rules.find((r) => r.id === id);
  if (!rule) return undefined;
  const page = rulePage(subject, id);
  const { title, why } = ruleTexts(rule, subject.locale);
  return paragraphs(
    `${markup.code(id)} · ${markup.text(title)}`,
    markup.own(why),
    page && markup.link(subject.say("The rule's page"), page),
  );
}
