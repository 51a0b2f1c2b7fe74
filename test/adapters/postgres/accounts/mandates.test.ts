import test from 'ava';
import { yearAfter } from '../../../../src/domain/mandate.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { cordillera, facilitadorNow, invite, losAndes, openFacilitador } from '../../../helpers/facilitadores.ts';
import { openJorge } from '../../../helpers/migrantes.ts';
import { assertTampered, attack, putBack, rowsOf } from '../../../helpers/tampered.ts';

async function withApp(run: (app: TestApp) => Promise<void>): Promise<void> {
  const app = await openTestApp();
  await run(app).finally(() => app.stop());
}

test('a mandate is granted, found from both sides, renewed, and ends once', (t) =>
  withApp(async (app) => {
    const { mandates, now } = app.deps;
    const account = await openFacilitador(app);
    const one = await invite(app, account);
    app.advance(60_000);
    const other = await invite(app, account, cordillera);
    t.deepEqual(await mandates.inForce(account.id, now()), [one, other]);
    t.deepEqual(await mandates.ofOrganisation(losAndes.rut), [one]);
    t.deepEqual(await mandates.inForce(account.id, other.until), []);

    const until = yearAfter(one.until);
    t.deepEqual((await mandates.renew(one.id, until))?.until, until);
    const ended = await mandates.end(one.id, 'revocado');
    t.is(ended?.reason, 'revocado');
    t.truthy(ended?.endedAt);
    t.is(await mandates.end(one.id, 'vencido'), undefined);
    t.is(await mandates.renew(one.id, until), undefined);
    t.deepEqual(await mandates.inForce(account.id, now()), [other]);
    t.deepEqual(await mandates.ofOrganisation(losAndes.rut), []);
    t.is((await mandates.ofAccount(account.id)).length, 2);
  }));

test('a company has one open mandate for a facilitador', (t) =>
  withApp(async (app) => {
    const account = await openFacilitador(app);
    const first = await invite(app, account);
    await t.throwsAsync(invite(app, account));
    await app.deps.mandates.end(first.id, 'revocado');
    await t.notThrowsAsync(invite(app, account));
  }));

test('a NIE has an account of migrante and of facilitador, each with a subject of its own', (t) =>
  withApp(async (app) => {
    const nie = await openJorge(app);
    const account = await openFacilitador(app);
    const migrante = await app.deps.accounts.findByIdentifier('migrante', nie);
    t.is(migrante?.identifier, account.identifier);
    t.not(migrante?.subject, account.subject);
    t.not(migrante?.id, account.id);
  }));

test('[threat 410] a mandate that is put back after its end shuts the account that it let in', (t) =>
  withApp(async (app) => {
    const account = await openFacilitador(app);
    const { id } = await invite(app, account);
    const before = await rowsOf(app, 'mandates');
    await app.deps.mandates.end(id, 'revocado');
    await putBack(app, 'mandates', before);
    await assertTampered(t, () => facilitadorNow(app), 'accounts');
  }));

test('[threat 410] a mandate that is moved to another account or date is not believed', (t) =>
  withApp(async (app) => {
    const account = await openFacilitador(app);
    const { id } = await invite(app, account);
    await attack(app, "update mandates set until_at = until_at + interval '1 year' where id = :id", { id });
    await assertTampered(t, () => app.deps.mandates.inForce(account.id, app.deps.now()), 'mandates');
  }));
