/** A project's data file held against a JSON schema: what it says, and each mistake at its place. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { type ParsedYaml, parseYaml } from "../yaml.ts";
import { type Known, likely } from "./likely.ts";
import { alternatives, expand, type Schema, type SchemaType } from "./schema.ts";

/** What is wrong in a data file, and where (UTF-16 offsets). */
export interface Mistake {
  start: number;
  end: number;
  message: string;
  /** What was likely meant instead of the text there. */
  likely?: string;
  /** What may stand there, if nothing is likely and it is one of a few. */
  choices?: string[];
}

/** So many known names are few. */
const FEW = 5;

/** How messages are worded (l10n.ts). */
export type Say = (template: string, ...values: readonly (string | number)[]) => string;

/** By name of a schema definition the names that are known at run time, instead of the schema's own. */
export type KnownNames = Readonly<Record<string, readonly Known[]>>;

export type Path = readonly (string | number)[];

/** Parses and validates a data file. What is wrong is left out of its data. */
export class DataFile {
  readonly mistakes: Mistake[] = [];
  /** What the schema finds right, as plain values; empty if nothing is. */
  readonly data: Record<string, unknown>;
  private readonly parsed: ParsedYaml;

  constructor(
    text: string,
    private readonly schema: Schema,
    private readonly say: Say,
    private readonly names: KnownNames = {},
    /** The definition to begin with, if not the schema as a whole. */
    start: Schema = schema,
  ) {
    this.parsed = parseYaml(text);
    for (const { start: from, end, message } of this.parsed.errors)
      this.mistakes.push({
        start: from,
        end: Math.max(from, end),
        message: say("No valid YAML: {0}.", message.trim().replace(/\.$/, "")),
      });
    const root = this.parsed.document?.contents;
    const value = root && !isEmpty(root) ? this.value(root, start, "") : undefined;
    this.data = value && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
    const { required = [] } = expand(start, schema);
    for (const key of required) if (!this.has([key])) this.add(0, 0, say('The key "{0}" is missing.', key));
  }

  /** Notes a mistake at the value (or with `key`, the key) that a path leads to, or at what encloses it. */
  mistake(path: Path, message: string, options: { key?: boolean; likely?: string | undefined } = {}): void {
    const [start, end] = this.rangeAt(path, options.key) ?? [0, 0];
    this.add(start, end, message, options.likely);
  }

  /** Whether something stands where a path leads to, right or wrong. */
  has(path: Path): boolean {
    return this.find(path, false).found;
  }

  /** Where the value, or with `key` the key, that a path leads to stands; else where what encloses it does. */
  rangeAt(path: Path, key = false): [start: number, end: number] | undefined {
    return this.find(path, key).range;
  }

  private find(path: Path, key: boolean): { found: boolean; range: [number, number] | undefined } {
    let node: unknown = this.parsed.document?.contents;
    let range: [number, number] | undefined;
    for (const [i, step] of path.entries()) {
      node = this.resolved(node);
      if (isMap(node)) {
        const pair = node.items.find((p) => keyOf(p) === String(step)) as Pair<Node, Node | null> | undefined;
        if (!pair) return { found: false, range };
        range = rangeOf(key && i === path.length - 1 ? pair.key : (pair.value ?? pair.key)) ?? range;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        range = rangeOf(node) ?? range;
        if (node === undefined) return { found: false, range };
        // A single value stands for a list of one.
      } else return { found: step === 0 && isScalar(node), range };
    }
    return { found: true, range };
  }

  private add(start: number, end: number, message: string, likelyName?: string, known: readonly string[] = []): void {
    const choices = likelyName === undefined && known.length > 0 && known.length <= FEW && { choices: [...known] };
    this.mistakes.push({ start, end, message, ...(likelyName !== undefined && { likely: likelyName }), ...choices });
  }

  private wrong(node: unknown, message: string, likelyName?: string, known?: readonly string[]): undefined {
    const [start, end] = rangeOf(node) ?? [0, 0];
    this.add(start, end, message, likelyName, known);
    return undefined;
  }

  /** An anchor's node; anchors lead nowhere else than to a node before them, so one step is enough for sensible files. */
  private resolved(node: unknown): unknown {
    const document = this.parsed.document;
    return isAlias(node) && document ? node.resolve(document) : node;
  }

  /** The node's value if the schema allows it; else undefined, and the mistake is noted. */
  private value(given: unknown, schema: Schema, name: string): unknown {
    const node = this.resolved(given);
    const options = alternatives(schema, this.schema);
    const type = typeOf(node);
    const fitting = options.find((o) =>
      typesOf(o, this.names).some((t) => t === type || (t === "number" && type === "integer")),
    );
    const { say } = this;
    if (!fitting) {
      // Text that YAML takes for something else: `aliases: {scope: [2024]}`, `rules: {section/empty: false}`.
      const text = options.find((o) => typesOf(o, this.names).includes("string"));
      if (text && isScalar(node) && node.source && type !== "null") return this.scalar(node.source, text, name, given);
      const expected = options.flatMap((o) => typesOf(o, this.names));
      const types = this.typeNames(expected);
      // The file as a whole has no name.
      return this.wrong(given, name ? say('"{0}" must be {1}.', name, types) : say("This file must be {0}.", types));
    }
    if (isMap(node)) return this.mapping(node.items as Pair[], fitting);
    if (isSeq(node)) return this.list(node.items, fitting, name, given);
    const value = isScalar(node) ? node.value : undefined;
    return this.scalar(value, fitting, name, given);
  }

  private mapping(items: readonly Pair[], schema: Schema): Record<string, unknown> {
    const { say } = this;
    const { properties = {}, additionalProperties, propertyNames } = schema;
    const result: Record<string, unknown> = {};
    const seen = new Set<string>();
    for (const pair of items) {
      const key = keyOf(pair);
      if (key === undefined) {
        this.wrong(pair.key, say("A key must be a plain name."));
        continue;
      }
      if (seen.has(key)) {
        this.wrong(pair.key, say('The key "{0}" stands here twice.', key));
        continue;
      }
      seen.add(key);
      const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
      const other = typeof additionalProperties === "object" ? additionalProperties : undefined;
      if (!own && !other) {
        const known = Object.keys(properties).filter((k) => !k.startsWith("$"));
        const near = likely(
          key,
          known.filter((k) => !seen.has(k)),
        );
        this.wrong(
          pair.key,
          near
            ? say('Unknown key "{0}": did you mean "{1}"?', key, near)
            : say('Unknown key "{0}". Known are {1}.', key, known.join(", ")),
          near,
        );
        continue;
      }
      if (!own && propertyNames && this.scalarOf(key, propertyNames, key, pair.key) === undefined) continue;
      if (isEmpty(pair.value)) continue;
      const value = this.value(pair.value, (own ?? other) as Schema, key);
      if (value !== undefined) result[key] = value;
    }
    return result;
  }

  private list(items: readonly unknown[], schema: Schema, name: string, given: unknown): unknown[] | undefined {
    const { say } = this;
    const { items: each, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
    if (items.length < minItems) return this.wrong(given, say('"{0}" needs at least {1} entries.', name, minItems));
    if (items.length > maxItems) return this.wrong(given, say('"{0}" has more than {1} entries.', name, maxItems));
    // Entries that are wrong leave a hole, so that the others keep their places.
    return items.map((item) => (each ? this.value(item, each, name) : undefined));
  }

  private scalarOf(value: unknown, schema: Schema, name: string, node: unknown): unknown {
    return this.scalar(value, alternatives(schema, this.schema)[0] as Schema, name, node);
  }

  private scalar(value: unknown, schema: Schema, name: string, node: unknown): unknown {
    const { say } = this;
    const definition = schema.$definition;
    const known = definition === undefined ? undefined : this.names[definition];
    const values = known?.map((k) => k.value) ?? schema.values;
    if (values) {
      if (values.includes(value as string)) return value;
      const word = String(value);
      if (values.length === 1)
        return this.wrong(node, say('"{0}" must be {1}.', name, String(values[0])), String(values[0]));
      const near = likely(word, known ?? values.map(String));
      const names = values.map(String);
      return this.wrong(node, this.unknownName(definition, word, near, names), near, names);
    }
    if (typeof value === "string") {
      if (value.trim().length < (schema.minLength ?? 0)) return this.wrong(node, say('"{0}" is empty.', name));
      if (value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY))
        return this.wrong(node, say('"{0}" is longer than {1} characters.', name, schema.maxLength as number));
      if (schema.pattern && !new RegExp(schema.pattern, "u").test(value))
        return this.wrong(
          node,
          definition === "id"
            ? say('"{0}" is no id: ids are small letters with hyphens between words.', value)
            : definition === "title"
              ? say('"{0}" must be one line with a word in it.', name)
              : definition === "opening"
                ? say('"{0}" holds no blank such as {1}.', value, "{words}")
                : say('"{0}" must be one line, without blanks around it.', name),
        );
    }
    if (typeof value === "number") {
      const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
      if (value < minimum || value > maximum)
        return this.wrong(node, say('"{0}" must be from {1} to {2}.', name, minimum, maximum));
    }
    return value;
  }

  private unknownName(definition: string | undefined, word: string, near: string | undefined, known: string[]): string {
    const { say } = this;
    if (definition === "sectionId" || definition === "bookId")
      return near
        ? say('Unknown section "{0}": did you mean "{1}"?', word, near)
        : say('Unknown section "{0}". Known are {1}.', word, known.join(", "));
    if (definition === "ruleId")
      return near
        ? say('Unknown rule "{0}": did you mean "{1}"?', word, near)
        : say('Unknown rule "{0}". Known are {1}.', word, known.join(", "));
    return near
      ? say('Unknown value "{0}": did you mean "{1}"?', word, near)
      : say('Unknown value "{0}". Known are {1}.', word, known.join(", "));
  }

  private typeNames(types: readonly SchemaType[]): string {
    const { say } = this;
    const words: Record<SchemaType, string> = {
      string: say("a text"),
      boolean: say("true or false"),
      integer: say("a whole number"),
      number: say("a number"),
      array: say("a list"),
      object: say("a mapping"),
      null: say("nothing"),
    };
    return [...new Set(types)].map((t) => words[t]).join(say(" or "));
  }
}

function keyOf(pair: Pair): string | undefined {
  const key: unknown = pair.key;
  if (!isScalar(key)) return undefined;
  return key.value === null ? (key.source ?? "") : String(key.value);
}

const isEmpty = (node: unknown) => node == null || (isScalar(node) && node.value === null);

function rangeOf(node: unknown): [number, number] | undefined {
  const range = (node as Node | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}

function typeOf(node: unknown): SchemaType {
  if (isMap(node)) return "object";
  if (isSeq(node)) return "array";
  const value = isScalar(node) ? node.value : null;
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return "null";
}

/** The types that a schema without alternatives takes. */
function typesOf(schema: Schema, names: KnownNames): SchemaType[] {
  if (schema.$definition !== undefined && names[schema.$definition]) return ["string"];
  if (schema.values)
    return [...new Set(schema.values.map((v) => (typeof v === "number" ? "integer" : typeof v)))] as SchemaType[];
  return schema.type ? [schema.type] : ["object"];
}
