import { z } from 'zod';
import type { ProductionRule } from './production-rules.ts';

/** What is known of a setting besides its shape. */
export interface SettingInfo {
  /** The variable of the environment. */
  readonly name: string;
  /** What it is for, in Markdown: the README's table prints it. */
  readonly meaning: string;
  /** What holds where it is not set, in Markdown; only where the shape has no default. */
  readonly otherwise?: string;
  /** Whether the value is a secret or carries one: no message may show it. */
  readonly secret?: true;
  /** What production asks; nothing is asked where it is left out. */
  readonly production?: ProductionRule;
}

const known = z.registry<SettingInfo>();

/** A setting: the shape that reads its value, and what is known of it. A default is written as the environment has it. */
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

/** The default of a shape, as the environment would have it; undefined where there is none. */
export const defaultOf = (shape: z.ZodType): string | undefined =>
  shape instanceof z.ZodPrefault || shape instanceof z.ZodDefault ? String(shape.def.defaultValue) : undefined;
