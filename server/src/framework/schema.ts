/** The part of JSON Schema that our own schemas use. */

export type SchemaType = "string" | "boolean" | "integer" | "number" | "array" | "object" | "null";

export interface Schema {
  $ref?: string;
  $defs?: Readonly<Record<string, Schema>>;
  title?: string;
  description?: string;
  type?: SchemaType;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  /** Of an expanded schema: the name of the definition that it is. */
  $definition?: string;
  /** Of an expanded schema: the values that it lists, with their descriptions. */
  values?: readonly unknown[];
  valueDescriptions?: readonly (string | undefined)[];
}

/** The schema with its references followed; its own description goes before that of what it refers to. */
export function expand(schema: Schema, root: Schema): Schema {
  let result = schema;
  while (result.$ref) {
    const name = result.$ref.replace("#/$defs/", "");
    const { $ref: _, ...own } = result;
    result = { ...root.$defs?.[name], ...own, $definition: own.$definition ?? name };
  }
  if (result.const !== undefined) return { ...result, values: [result.const] };
  if (result.enum) return { ...result, values: result.enum };
  const listed = result.oneOf;
  if (listed?.every((o) => o.const !== undefined))
    return { ...result, values: listed.map((o) => o.const), valueDescriptions: listed.map((o) => o.description) };
  return result;
}

/** The schemas of which a value must fit one, none of them with alternatives of its own. */
export function alternatives(schema: Schema, root: Schema): Schema[] {
  const whole = expand(schema, root);
  const options = whole.values ? undefined : (whole.anyOf ?? whole.oneOf);
  return options ? options.flatMap((o) => alternatives(o, root)) : [whole];
}
