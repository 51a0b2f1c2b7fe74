import { z } from 'zod';
import type { ProductionRule } from './production-rules.ts';

/** What is known of a setting besides its shape. */
export interface SettingInfo {
  /** The variable of the environment. */
  readonly name: string;
  /** Its purpose, in Markdown: the README's table prints it. */
  readonly meaning: string;
  /** What applies if it is not set, in Markdown; only if the shape has no default. */
  readonly otherwise?: string;
  /** Whether the value is a secret or contains one: no message may show it. */
  readonly secret?: true;
  /** What production requires; nothing if it is left out. */
  readonly production?: ProductionRule;
}

const known = z.registry<SettingInfo>();

/** A setting: the shape that reads its value, and what is known of it. A default is written as in the environment. */
export function setting<Shape extends z.ZodType>(shape: Shape, info: SettingInfo): Shape {
  known.add(shape, info);
  return shape;
}

/** What is known of the setting that has this shape. */
export function infoOf(shape: z.ZodType): SettingInfo {
  const info = known.get(shape);
  if (!info) throw new Error('A setting without a name: declare it with setting()');
  return info;
}

/** The default of a shape, in the form of the environment; undefined if there is none. */
export const defaultOf = (shape: z.ZodType): string | undefined =>
  shape instanceof z.ZodPrefault || shape instanceof z.ZodDefault ? String(shape.def.defaultValue) : undefined;
