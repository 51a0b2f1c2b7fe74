import { deliverMessages } from '../helpers/deliver-messages.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { openFaultApp } from './fault-app.ts';
import { maria, recover } from './recoverers.ts';

const MAILS = 10;
const SECONDS_EACH = 8;

/** F4: a mail server that needs eight seconds for each mail, and two workers that look for due messages. */
export async function slowMail(checks: Checks): Promise<void> {
  checks.chapter(`F4. The mail server takes ${SECONDS_EACH} seconds for each of ${MAILS} mails, with two workers`);
  const person = { ...maria, mobile: '' };
  const { app, mail, stop } = await openFaultApp([person]);
  try {
    for (let count = 0; count < MAILS; count += 1) await recover(app, person);
    let other: Promise<unknown> | undefined;
    mail.onMail = () => {
      app.advance(SECONDS_EACH * 1000);
      other ??= deliverMessages(app.worker).finally(() => {
        other = undefined;
      });
    };
    await deliverMessages(app.worker);
    await other;
    mail.onMail = () => undefined;
    app.advance(120_000);
    while ((await deliverMessages(app.worker)) > 0);
    const ids = mail.received.map(({ id }) => id);
    const twice = ids.length - new Set(ids).size;
    checks.check('no mail is lost', new Set(ids).size === MAILS, `${new Set(ids).size} of ${MAILS}`);
    checks.check('no mail is sent twice', twice === 0, `${twice} were`);
  } finally {
    await stop();
  }
}
