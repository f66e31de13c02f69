/** What the schemas, the framework and the rules know about keys and values of a project's files. */
import { CONFIG_SCHEMA } from "../check/config.ts";
import { FRAMEWORK_SCHEMA, TEAM_SCHEMA } from "../framework/extend.ts";
import { bookFramework, type Framework, localised } from "../framework/index.ts";
import { alternatives, expand, type Schema } from "../framework/schema.ts";
import type { Say } from "../l10n.ts";
import { rules } from "../rules/index.ts";
import { ruleTexts } from "./ruleTexts.ts";
import { schemaText } from "./schemaTexts.ts";

export interface DataSubject {
  readonly uri: string;
  readonly text: string;
  readonly kind: "config" | "framework";
  /** The framework in force: its sections may be named. */
  readonly framework: Framework;
  /** The interface's language. */
  readonly locale: string;
  readonly say: Say;
}

/** A key or value that may stand somewhere. */
export interface Offer {
  name: string;
  /** A few words beside the name. */
  detail?: string | undefined;
  /** Markdown. */
  documentation?: string | undefined;
  /** Of a key: its value stands on lines of its own. */
  block?: boolean;
  /** Never quoted: a number, true or false. */
  bare?: boolean;
}

const rootOf = (kind: DataSubject["kind"]) => (kind === "config" ? CONFIG_SCHEMA : FRAMEWORK_SCHEMA);

/** The schemas that what a path leads to may fit. */
export function schemasAt(kind: DataSubject["kind"], path: readonly string[]): Schema[] {
  const root = rootOf(kind);
  let schemas = alternatives(kind === "config" ? CONFIG_SCHEMA : TEAM_SCHEMA, root);
  for (const step of path)
    schemas = schemas.flatMap((schema) => {
      const { properties = {}, additionalProperties: other, items } = schema;
      if (Object.hasOwn(properties, step)) return alternatives(properties[step] as Schema, root);
      if (typeof other === "object") return alternatives(other, root);
      return items && /^\d+$/.test(step) ? alternatives(items, root) : [];
    });
  return schemas;
}

/** The keys of a mapping. */
export function keysOf(schema: Schema, subject: DataSubject): Offer[] {
  const root = rootOf(subject.kind);
  const own = Object.entries(schema.properties ?? {})
    .filter(([name]) => !name.startsWith("$"))
    .map(([name, property]): Offer => {
      const block = alternatives(property, root).every((s) => s.type === "object");
      const documentation = schemaText(expand(property, root).description, subject.locale);
      return { name, block, documentation };
    });
  const { propertyNames } = schema;
  if (!propertyNames) return own;
  const block = typeof schema.additionalProperties === "object" && isMapping(schema.additionalProperties, root);
  return [...own, ...namesOf(expand(propertyNames, root), subject).map((offer) => ({ ...offer, block }))];
}

const isMapping = (schema: Schema, root: Schema) => alternatives(schema, root).every((s) => s.type === "object");

/** The values that are known for a schema: those that it lists, and ids. */
export function valuesOf(schema: Schema, subject: DataSubject): Offer[] {
  return alternatives(schema, rootOf(subject.kind)).flatMap((option): Offer[] => {
    if (option.type === "boolean") return ["true", "false"].map((name) => ({ name, bare: true }));
    const names = namesOf(option, subject);
    if (names.length) return names;
    return (option.values ?? []).map((value, i) => ({
      name: String(value),
      bare: typeof value !== "string",
      documentation: schemaText(option.valueDescriptions?.[i] ?? option.description, subject.locale),
    }));
  });
}

/** Ids of sections, rules and languages, with what they are. */
function namesOf({ $definition }: Schema, subject: DataSubject): Offer[] {
  const { framework, kind, locale, say } = subject;
  switch ($definition) {
    case "sectionId":
      return sectionOffers(framework, subject);
    case "bookId":
    case "id":
      return kind === "framework" ? sectionOffers(bookFramework(), subject) : [];
    case "ruleId":
      return rules.map((rule) => {
        const { title, severity, why } = ruleTexts(rule, locale);
        return {
          name: rule.id,
          detail: title,
          documentation: `**${rule.id}**: ${title}\n\n${say("Severity: {0}.", severity)}\n\n${why}`,
        };
      });
    case "language":
      return ["en", ...framework.data.locales.map((l) => l.language)].map((name) => ({
        name,
        detail: new Intl.DisplayNames([locale], { type: "language" }).of(name),
      }));
    default:
      return [];
  }
}

function sectionOffers(framework: Framework, { locale, say }: DataSubject): Offer[] {
  return framework.sections.map((section) => {
    const { title, guidance, questions } = localised(section, locale, framework);
    const chapter = say("chapter {0}", section.chapter);
    return {
      name: section.id,
      detail: `${title} · ${chapter}`,
      documentation: [`**${title}** · ${chapter}`, guidance.trim(), questions.map((q) => `- ${q}`).join("\n")]
        .filter(Boolean)
        .join("\n\n"),
    };
  });
}

/** What a key means; undefined if it is not known there. */
export function keyText(path: readonly string[], subject: DataSubject): string | undefined {
  const name = path.at(-1) ?? "";
  return schemasAt(subject.kind, path.slice(0, -1))
    .flatMap((schema) => keysOf(schema, subject))
    .find((offer) => offer.name === name)?.documentation;
}

/** What a value means. */
export function valueText(path: readonly string[], value: string, subject: DataSubject): string | undefined {
  return schemasAt(subject.kind, path)
    .flatMap((schema) => valuesOf(schema, subject))
    .find((offer) => offer.name === value)?.documentation;
}
