/** What a document answers, for a client's views. */
import { coverageOf } from "../check/coverage.ts";
import { kindReason } from "../check/kindReason.ts";
import { questionsOf } from "../check/questions.ts";
import { chapterTitleIn, titleIn } from "../framework/index.ts";
import type { SectionReading } from "../recognition/types.ts";
import { rangeIn, type Subject } from "./subject.ts";

/** The chapters with their sections, in canonical order; titles and questions in the interface's language. */
export function coverageView(subject: Subject) {
  const { checked, framework, locale, say, uri, version } = subject;
  const { reading } = checked;
  const byId = new Map(reading.sections.map((s) => [s.id, s]));
  return {
    uri,
    version,
    kind: reading.kind,
    reason: kindReason(reading, say),
    language: reading.language,
    status: reading.status,
    config: subject.projectConfig?.text === undefined ? null : subject.projectConfig.uri,
    coverage: coverageOf(reading),
    chapters: framework.chapters.map(({ chapter }) => ({
      chapter,
      title: chapterTitleIn(chapter, locale, framework),
      sections: framework.sections
        .filter((s) => s.chapter === chapter)
        .flatMap((section) => {
          const own = byId.get(section.id);
          return own ? [sectionView(own, titleIn(section, locale, framework))] : [];
        }),
    })),
  };

  function sectionView(own: SectionReading, title: string) {
    const [place] = own.places;
    const [best] = own.evidence;
    const at = own.status === "missing" ? undefined : own.status === "elsewhere" ? best : place?.heading;
    return {
      id: own.id,
      title,
      required: own.required,
      status: own.status,
      range: at ? rangeIn(subject, at.start, at.end) : null,
      evidence: own.status === "missing" ? null : (best?.text ?? null),
      waiver: own.waiver ?? null,
      questions: questionsOf(own, checked, framework, locale).map(({ question, answeredBy }) => ({
        question,
        answeredBy: answeredBy ?? null,
      })),
    };
  }
}
