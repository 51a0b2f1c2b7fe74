import test, { type ExecutionContext } from 'ava';
import { parseEmail } from '../../../../src/domain/email.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { confirmEmail } from '../../../../src/features/registration/use-cases/confirm-email.ts';
import { registerNatural } from '../../../../src/features/registration/use-cases/register-natural.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { registration, visitorFrom, withKey } from '../../../helpers/registration.ts';

const open = async (t: ExecutionContext, policy: 'guia' | 'segura' = 'guia'): Promise<TestApp> => {
  const app = await openTestApp({ env: { CLAVE_POLICY: policy } });
  t.teardown(app.stop);
  return app;
};
const linkIn = (text: string): string => /\/confirmar\/(\S+)/.exec(text)?.[1] ?? '';
const HOUR = 3_600_000;

async function confirmNewest(app: TestApp): Promise<void> {
  const [mail] = await app.mailbox();
  await confirmEmail(app.deps, withKey(linkIn(mail?.text ?? '')), visitorFrom('198.51.100.7'));
}

test('a registration waits for its e-mail confirmation and then takes the identifier', async (t) => {
  const app = await open(t);
  await registerNatural(app.deps, registration(), visitorFrom('198.51.100.7'));
  const { accounts } = app.deps;
  t.like(await accounts.findByIdentifier('natural', registration().run), {
    state: 'pendiente_correo',
    identidad: 'declarada',
  });
  await confirmNewest(app);
  t.like(await accounts.findByIdentifier('natural', registration().run), {
    state: 'activa',
    identidad: 'declarada',
    simulado: true,
  });
  const [welcome] = await app.mailbox();
  t.is(welcome?.subject, 'Su Clave Sence está lista');
});

test('[C11] the number of the card gives documento at once; a wrong one registers nothing', async (t) => {
  const app = await open(t);
  const wrong = registerNatural(app.deps, registration({ serial: '512345678' }), visitorFrom('198.51.100.7'));
  t.like(await t.throwsAsync(wrong), { code: 'cedula-mismatch', details: { left: 2 } });
  t.is(await app.deps.accounts.findByIdentifier('natural', registration().run), undefined);
  await registerNatural(app.deps, registration({ serial: 'B51A23456' }), visitorFrom('198.51.100.7'));
  t.like(await app.deps.accounts.findByIdentifier('natural', registration().run), { identidad: 'documento' });
});

test('one answer for every way in which a card can fail to match, and the reason in the trail', async (t) => {
  const app = await open(t);
  const cards = [
    ['44.000.004-5', 'A012345678', 'expired'],
    ['44.000.005-3', '534567890', 'blocked'],
    ['44.000.105-K', '512345678', 'mismatch'],
  ] as const;
  for (const [run, serial, verdict] of cards) {
    const refused = registerNatural(
      app.deps,
      registration({ run: parseRun(run), serial }),
      visitorFrom('198.51.100.7'),
    );
    t.like(await t.throwsAsync(refused), { code: 'cedula-mismatch', details: { left: 2 } });
    const rows = await app.database.run<{ details: { verdict: string } }[]>((sql) =>
      sql('audit').where({ act: 'cedula.checked' }).orderBy('id', 'desc'),
    );
    t.is(rows[0]?.details.verdict, verdict);
  }
});

test('three tries of the card a day for each RUN and network', async (t) => {
  const app = await open(t);
  const attempt = (network: string, serial: string) =>
    registerNatural(app.deps, registration({ serial }), visitorFrom(network));
  for (let tries = 0; tries < 3; tries += 1) await t.throwsAsync(attempt(`198.51.100.${tries}`, '999999999'));
  t.like(await t.throwsAsync(attempt('198.51.100.99', 'B51A23456')), { code: 'cedula-paused' });
  app.advance(25 * HOUR);
  await t.notThrowsAsync(attempt('198.51.100.99', 'B51A23456'));
});

test('a deceased person and an unknown one get one answer, and a silent registry costs no try', async (t) => {
  const app = await open(t);
  for (const run of ['44.000.010-K', '44.000.113-0'.replace('113-0', '114-9')]) {
    t.like(
      await t.throwsAsync(registerNatural(app.deps, registration({ run: parseRun(run) }), visitorFrom('198.51.100.7'))),
      { code: 'person-not-found' },
    );
  }
});

test('[A12] a key made of the registry’s name is refused where the card was right, and without a right card no name is revealed', async (t) => {
  const app = await open(t);
  const key = new Secret('Camila2026');
  const here = visitorFrom('198.51.100.7');
  t.like(await t.throwsAsync(registerNatural(app.deps, registration({ key, serial: 'B51A23456' }), here)), {
    code: 'key-guessable',
  });
  await t.notThrowsAsync(registerNatural(app.deps, registration({ key }), here), 'the guess is not confirmed');
});

test('an unconfirmed registration reserves nothing and lapses after 24 hours', async (t) => {
  const app = await open(t);
  const squatter = registration({ email: parseEmail('otro@correo.example') });
  await registerNatural(app.deps, squatter, visitorFrom('203.0.113.9'));
  const [theirs] = await app.mailbox();
  await registerNatural(app.deps, registration(), visitorFrom('198.51.100.7'));
  await confirmNewest(app);
  t.like(await t.throwsAsync(confirmEmail(app.deps, withKey(linkIn(theirs?.text ?? '')), visitorFrom('203.0.113.9'))), {
    code: 'already-registered',
  });
  t.is(
    (await app.deps.accounts.findByIdentifier('natural', squatter.run))?.personal.email,
    parseEmail('camila@correo.example'),
  );

  t.is(await app.deps.accounts.lapse(new Date(Date.now() + HOUR)), 1);
  app.advance(25 * HOUR);
  t.is(await app.deps.links.peek('confirm-email', linkIn(theirs?.text ?? '')), undefined);
});

test('a link works once and for 24 hours', async (t) => {
  const app = await open(t);
  await registerNatural(app.deps, registration(), visitorFrom('198.51.100.7'));
  const [mail] = await app.mailbox();
  const token = linkIn(mail?.text ?? '');
  app.advance(24 * HOUR + 60_000);
  t.like(await t.throwsAsync(confirmEmail(app.deps, withKey(token), visitorFrom('198.51.100.7'))), {
    code: 'link-spent',
  });
  app.advance(-120_000);
  await confirmEmail(app.deps, withKey(token), visitorFrom('198.51.100.7'));
  t.like(await t.throwsAsync(confirmEmail(app.deps, withKey(token), visitorFrom('198.51.100.7'))), {
    code: 'link-spent',
  });
});

test('[security 4] guia: a registration of a RUT that has an account is reported (C11b); past the budget of the network the page is that of segura', async (t) => {
  const app = await open(t, 'guia');
  const twin = registration({ run: parseRun('44.000.001-0'), email: parseEmail('ajeno@correo.example') });
  for (let tries = 0; tries < 10; tries += 1) {
    t.like(await t.throwsAsync(registerNatural(app.deps, twin, visitorFrom('198.51.100.7'))), {
      code: 'already-registered',
    });
  }
  await t.notThrowsAsync(
    registerNatural(app.deps, twin, visitorFrom('198.51.100.7')),
    '4 past the budget the page is that of segura',
  );
});

test('[security 5] segura: registering an existing RUT looks like any other, and only the owner is notified', async (t) => {
  const app = await open(t, 'segura');
  const twin = registration({
    run: parseRun('44.000.001-0'),
    email: parseEmail('ajeno@correo.example'),
    serial: '512345678',
  });
  const { message } = await registerNatural(app.deps, twin, visitorFrom('198.51.100.7'));
  t.like(await app.deps.notifier.delivery(message), { state: 'queued' });
  const mails = await app.mailbox();
  t.deepEqual(
    mails.map(({ to }) => to),
    ['rosa@correo.example'],
  );
  t.is(mails[0]?.subject, 'Alguien intentó registrar su RUT');
  t.like(await app.deps.accounts.findByIdentifier('natural', twin.run), {
    state: 'activa',
    personal: { email: 'rosa@correo.example' },
  });
});

test('the account, its link, its mail and its trail are one transaction', async (t) => {
  const app = await open(t);
  const broken = {
    ...app.deps,
    notifier: { ...app.deps.notifier, send: () => Promise.reject(new Error('no outbox')) },
  };
  await t.throwsAsync(registerNatural(broken, registration(), visitorFrom('198.51.100.7')), { message: 'no outbox' });
  t.is(await app.deps.accounts.findByIdentifier('natural', registration().run), undefined);
  const rows = await app.database.run<object[]>((sql) => sql('audit').where({ act: 'registration.begun' }));
  t.is(rows.length, 0);
});
