import { confinements, renderingCommand } from './confinement.ts';
import { readDrawing } from './read-drawing.ts';
import { type Command, type ProgramLimits, runProgram } from './run-program.ts';

/** A picture of one pixel, by which each confinement is tried. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** How the program is started here, and what confines it. */
export interface Confined {
  readonly command: Command;
  /** Names of what holds, of `network`, `privileges`, `limits` and `user`. */
  readonly held: readonly string[];
}

/**
 * Tries what confines the process, one after the other, with the program itself, and keeps what it still draws under: a
 * container may forbid a namespace, an image may lack a tool, and another user may not read the program.
 */
export async function chooseConfinement(limits: ProgramLimits): Promise<Confined> {
  const draws = async (command: Command) => readDrawing(await runProgram(command, PIXEL, limits))?.pages !== undefined;
  const apart = await draws(renderingCommand([], true));
  const held: string[] = [];
  for (const name of Object.keys(confinements))
    if (await draws(renderingCommand([...held, name], apart))) held.push(name);
  const command = renderingCommand(held, apart);
  return { command, held: command.as ? [...held, 'user'] : held };
}
