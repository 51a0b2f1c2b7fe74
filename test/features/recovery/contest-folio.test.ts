/** A recovery of an account whose contest is at the desk shows the folio under which the desk finds the case. */
import test from 'ava';
import { openCaseOfAct } from '../../../src/account/open-case.ts';
import { accountNow, beginWithCard, openWithCamila } from '../../helpers/recovery.ts';

for (const kind of ['identidad-disputada', 'segunda-detencion'] as const)
  test(`who shows the card for a disputed account reads the folio of its case (${kind})`, async (t) => {
    const app = await openWithCamila(t);
    const account = await accountNow(app);
    const folio = await app.deps.atomically(async () => {
      await app.deps.accounts.change(account.id, (latest) => ({ ...latest, contest: 'desk' }));
      return openCaseOfAct(app.deps, account, { folio: 'CS-DESK-2345', kind });
    });
    const of = await beginWithCard(app);
    const found = await app.deps.recoveries.find(of.id, of.browser);
    t.deepEqual(found?.contested, { outcome: 'desk', folio });
  });
