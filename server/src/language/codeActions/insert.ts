/** Inserts what is missing: one section, those of a chapter, all; or says that a section does not apply. */
import { CodeActionKind } from "vscode-languageserver-types";
import { insertSections, missingSections } from "../../edits/insertSections.ts";
import { waiveSection } from "../../edits/waiveSection.ts";
import { titleIn } from "../../framework/index.ts";
import { filled, type Offer, type Source, versioned } from "./offer.ts";

/** A group's single sections that are offered; a menu that is longer is not read. */
const MOST_SINGLE = 3;
/** Those of a document just begun, which is offered to be no design doc at all. */
const MOST_SINGLE_BEGUN = 2;

export const insertMissing: Source = ({ subject, reported }) => {
  const { checked, framework, say, locale } = subject;
  const { reading } = checked;
  const offers: Offer[] = [];
  // What the author does without, and says why, is not put in with the rest.
  const silenced = new Set(checked.suppressed.flatMap((f) => (f.rule === "section/missing" ? [f.section] : [])));
  const missing = (chapter?: number) => missingSections(reading, framework, chapter).filter((id) => !silenced.has(id));
  const open = new Set(missing());
  const insert = (title: string, ids: readonly string[], more: Partial<Offer>) =>
    offers.push({
      title,
      kind: CodeActionKind.QuickFix,
      edit: () => versioned(subject, insertSections(ids, reading, framework)),
      ...more,
    });
  const titleOf = (id: string) => {
    const section = framework.section(id);
    return section ? titleIn(section, locale, framework) : id;
  };
  for (const { diagnostic, data } of reported) {
    if (data.rule !== "section/missing") continue;
    // A diagnostic may be older than the text: only what is still missing can be inserted.
    const here = (data.sections ?? []).filter((id) => open.has(id));
    const [only] = here;
    for (const id of here.slice(0, data.begun ? MOST_SINGLE_BEGUN : MOST_SINGLE))
      insert(say('Insert section "{0}"', titleOf(id)), [id], {
        diagnostic,
        ...(here.length === 1 && { preferred: true }),
      });
    if (only && here.length === 1)
      offers.push({
        title: say('Insert section "{0}" as "N/A: reason"', titleOf(only)),
        kind: CodeActionKind.QuickFix,
        diagnostic,
        ...filled(subject, () => waiveSection(only, reading, framework)),
      });
    const chapters = [...new Set(here.map((id) => framework.section(id)?.chapter))];
    const [chapter] = chapters;
    if (chapters.length === 1 && chapter !== undefined) {
      const ids = missing(chapter);
      if (ids.length > 1)
        insert(say("Insert missing sections of chapter {0} ({1})", chapter, ids.length), ids, { diagnostic });
    }
    const now = reading.sections.filter((s) => s.required === "now" && open.has(s.id)).map((s) => s.id);
    const all = missing();
    // A finding about what is asked for later is not mended by those.
    if (now.length > 1 && now.length < all.length && now.some((id) => here.includes(id)))
      insert(say("Insert missing sections that are asked for now ({0})", now.length), now, { diagnostic });
    if (all.length > 1) insert(say("Insert all missing sections ({0})", all.length), all, { diagnostic });
  }
  return offers;
};
