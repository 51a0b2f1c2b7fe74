import type { ExecutionContext } from 'ava';
import { endDueMandates } from '../../src/account/end-mandate.ts';
import { companyNow } from '../../src/account/representation.ts';
import { renewMandate, revokeMandate } from '../../src/features/my-account/use-cases/change-mandate.ts';
import type { Mandate } from '../../src/ports/mandates.ts';
import type { TestApp } from '../helpers/app.ts';
import { changeSii, openCompany, panaderiaContacts } from '../helpers/companies.ts';
import { cordillera, facilitador, invite, losAndes, openFacilitador } from '../helpers/facilitadores.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { provedAs } from '../helpers/proved.ts';
import { DAY, openAppFor, owner } from '../helpers/recovery.ts';
import { panaderiaIn } from '../helpers/rights.ts';
import { type Cast, dayOf, type Listed } from './list.ts';

const cast: Cast = {
  [facilitador.email]: "Jorge's e-mail",
  '+56940000009': "Jorge's mobile",
  [panaderiaContacts.office]: "a company's e-mail",
};
const ROSA = '44.000.001-0';

/** A year of a facilitador whom two companies let in: each way in which that is renewed and ends. */
export async function yearOfAFacilitador(t: ExecutionContext): Promise<readonly Listed[]> {
  const app = await openAppFor(t);
  const { deps } = app;
  await openCompany(app);
  await openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });
  const account = await openFacilitador(app);
  await confirmMobileOf(app, 'facilitador', account.identifier);
  const { act, listed } = dayOf(app, cast);
  const first = await invite(app, account);
  const other = await invite(app, account, cordillera);
  app.advance(310 * DAY);
  await act('the company renews what lets Jorge in', () => asCompany(app, first, renewMandate));
  await act('the company ends what lets Jorge in', () => asCompany(app, first, revokeMandate));
  app.advance(other.until.getTime() - deps.now().getTime());
  await act('the date of what another company gave comes', () => endDueMandates(deps));
  await invite(app, account);
  await companyNow(deps, losAndes.rut);
  await act('the SII names no representative of the company', async () => {
    changeSii(app, (known) => ({ ...known, representantes: [] }));
    await companyNow(deps, losAndes.rut);
  });
  app.advance(DAY / 24);
  await act('an hour later it says so again', () => companyNow(deps, losAndes.rut));
  return listed;
}

type Change = typeof renewMandate;

/** Rosa does it for the company, whose key was proved again. */
async function asCompany(app: TestApp, { id }: Mandate, change: Change): Promise<void> {
  const { account, actor } = await panaderiaIn(app, ROSA);
  await change(app.deps, provedAs(account, actor?.subject), id, owner);
}
