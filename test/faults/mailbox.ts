import { eventually } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { lettersOf } from '../helpers/proof/registrations.ts';

/**
 * Waits for a message to one recipient whose text matches the pattern, `skip` of which are known; returns the last one
 * found.
 */
export async function waitFor(ground: Ground, to: string, shape: RegExp, skip = 0): Promise<string> {
  const found = async () =>
    (await lettersOf(ground)).flatMap((mail) => (mail.to === to && shape.exec(mail.text)?.[1]) || []);
  await eventually(async () => (await found()).length > skip, 20);
  const all = await found();
  const last = all.at(-1);
  if (last === undefined || all.length <= skip) throw new Error(`no message to ${to}`);
  return last;
}
