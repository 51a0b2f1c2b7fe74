import { deliverDue } from '../../src/adapters/messaging/worker.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { openFaultApp } from './fault-app.ts';
import { maria, recover } from './recoverers.ts';

const LETTERS = 10;
const SECONDS_EACH = 8;

/** F4: a mail server that needs eight seconds for each letter, and two workers that look for something to do. */
export async function slowMail(checks: Checks): Promise<void> {
  checks.chapter(`F4. The mail server takes ${SECONDS_EACH} seconds for each of ${LETTERS} letters, with two workers`);
  const person = { ...maria, mobile: '' };
  const { app, mail, stop } = await openFaultApp([person]);
  try {
    for (let count = 0; count < LETTERS; count += 1) await recover(app, person);
    let other: Promise<unknown> | undefined;
    mail.onLetter = () => {
      app.advance(SECONDS_EACH * 1000);
      other ??= deliverDue(app.worker).finally(() => {
        other = undefined;
      });
    };
    await deliverDue(app.worker);
    await other;
    mail.onLetter = () => undefined;
    app.advance(120_000);
    while ((await deliverDue(app.worker)) > 0);
    const ids = mail.letters.map(({ id }) => id);
    const twice = ids.length - new Set(ids).size;
    checks.check('no letter is lost', new Set(ids).size === LETTERS, `${new Set(ids).size} of ${LETTERS}`);
    checks.check('no letter is sent twice', twice === 0, `${twice} were`);
  } finally {
    await stop();
  }
}
