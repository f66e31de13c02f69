/** What a document answers: the reading that rules, editor features and reports share. */

import type { DesignDoc, Heading } from "../document/types.ts";
import type { Condition, DocumentStatus } from "../framework/types.ts";

export type SectionStatus = "covered" | "empty" | "elsewhere" | "missing" | "waived";

/** How strongly the document's status asks for a section (design: "What missing is worth"). */
export type Required = "now" | "next" | "later" | "no";

/** A heading taken for a section, and why. */
export interface Place {
  heading: Heading;
  /** The words of the heading that named the section, or the mark that did. */
  because: string;
  by: "alias" | "ambiguous" | "text" | "mark" | "project-alias";
  /** Whether something of substance stands under it. */
  answered: boolean;
}

/** A statement that answers a section's question. */
export interface Evidence {
  /** Index into `DesignDoc.body`. */
  index: number;
  /** UTF-16 offsets in the document. */
  start: number;
  end: number;
  text: string;
  /** Those of its words that showed it; empty if all together did. */
  because: string;
  /** How sure it is, in log-odds. */
  score: number;
}

export interface SectionReading {
  id: string;
  required: Required;
  status: SectionStatus;
  /** Best first. */
  places: Place[];
  /** Best first; for covered sections the statements under their headings come first. */
  evidence: Evidence[];
  /** Why it is waived. */
  waiver?: string;
}

export type DocumentKind = "ml-design-doc" | "other";

/** Why a document counts as a design doc, or does not. */
export interface KindReason {
  /** In English. */
  reason: string;
  /** The same for `Say`: a template and what stands in it, which may be words to translate too. */
  said: readonly [template: string, ...values: (string | number)[]];
}

export interface Reading extends KindReason {
  doc: DesignDoc;
  kind: DocumentKind;
  language: string;
  status: DocumentStatus;
  /** The status word as written, if it is none that is known. */
  unknownStatus?: { word: string; start: number; end: number };
  problemTypes: string[];
  conditions: ReadonlySet<Condition>;
  /** All sections in canonical order. */
  sections: readonly SectionReading[];
  /** Headings that are recognised but never asked for, and the document's title. */
  other: ReadonlyMap<Heading, string>;
  title: Heading | undefined;
}

/** What a project or a caller knows about its documents. */
export interface ReadingOptions {
  /** The status of documents that name none. */
  status?: DocumentStatus;
  /** Reads the document as if this were its status, whatever it says itself. */
  asStatus?: DocumentStatus;
  problemTypes?: readonly string[];
  language?: string;
  /** Section id → headings that name it in this project. */
  aliases?: Readonly<Record<string, readonly string[]>>;
  /** Section id → required-from of this project, or "off". */
  requiredFrom?: Readonly<Record<string, string>>;
  /** Whether the project says that the document is one, or is none, and which file says so. */
  listed?: { design: boolean /** The configuration file. */; file: string };
  /** Takes every document for a design doc. */
  assumeDesignDoc?: boolean;
}
