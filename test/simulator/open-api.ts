import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
}

interface Media {
  readonly content: { readonly 'application/json': { readonly schema: Schema; readonly example?: unknown } };
}

export interface Operation {
  readonly requestBody: Media;
  readonly responses: Readonly<Record<'200' | '404', Media>>;
}

/** A document below docs/registries, with the parts that the tests read. */
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Reads the document of one registry. */
export function readOpenApi(name: string): OpenApi {
  const file = fileURLToPath(new URL(`../../docs/registries/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(file, 'utf8')) as OpenApi;
}

/** The schema behind a reference. */
export const resolve = (doc: OpenApi, schema: Schema): Schema =>
  schema.$ref ? (doc.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema) : schema;

/** The departures of a value from a schema, each by its path; an unlisted field of an answer is no fault. */
export function faultsIn(doc: OpenApi, schema: Schema, value: unknown, at = ''): string[] {
  const { type, required, properties, items, anyOf, ...rest } = resolve(doc, schema);
  if (anyOf) return anyOf.some((one) => faultsIn(doc, one, value, at).length === 0) ? [] : [`${at}: none of anyOf`];
  const types = type === undefined ? [] : [type].flat();
  if (types.length > 0 && !types.some((name) => isOf(name, value))) return [`${at}: not ${types.join(' or ')}`];
  if (rest.const !== undefined && value !== rest.const) return [`${at}: not ${rest.const}`];
  if (rest.enum && !rest.enum.includes(value)) return [`${at}: not of the list`];
  if (rest.pattern && !new RegExp(rest.pattern).test(String(value))) return [`${at}: not like ${rest.pattern}`];
  if (Array.isArray(value)) return items ? value.flatMap((one, i) => faultsIn(doc, items, one, `${at}[${i}]`)) : [];
  if (value === null || typeof value !== 'object') return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const missing = (required ?? []).filter((name) => !(name in fields)).map((name) => `${at}.${name}: missing`);
  const inside = Object.entries(properties ?? {}).filter(([name]) => name in fields);
  return [...missing, ...inside.flatMap(([name, one]) => faultsIn(doc, one, fields[name], `${at}.${name}`))];
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  return typeof value === type && value !== null;
}
