import { eventually } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { lettersOf } from '../helpers/proof/registrations.ts';

/** Waits for a message to one recipient whose text has the shape, `skip` of which are known; gives what it found last. */
export async function waitFor(ground: Ground, to: string, shape: RegExp, skip = 0): Promise<string> {
  const found = async () =>
    (await lettersOf(ground)).flatMap((letter) => (letter.to === to && shape.exec(letter.text)?.[1]) || []);
  await eventually(async () => (await found()).length > skip, 20);
  const all = await found();
  const last = all.at(-1);
  if (last === undefined || all.length <= skip) throw new Error(`no message to ${to}`);
  return last;
}
