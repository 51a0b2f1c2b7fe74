import test from 'ava';
import { credentialsOf } from '../../../../src/account/prove-factor.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { refusalOf } from '../../../../src/domain/refusal.ts';
import { enrolTotp, type TotpEnrolment } from '../../../../src/features/second-factor/use-cases/enrol-totp.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { accountNow, camila, openWithCamila, owner } from '../../../helpers/recovery.ts';
import { enrolled, enrolment } from '../../../helpers/second-factor.ts';

const kinds = async (app: TestApp): Promise<readonly string[]> =>
  (await credentialsOf(app.deps, { account: await accountNow(app), actor: undefined })).map(({ kind }) => kind);

const tried = async (app: TestApp, typed: TotpEnrolment) => {
  const who = { account: await accountNow(app), actor: undefined };
  return (await refusalOf(() => enrolTotp(app.deps, who, typed, owner)))?.code;
};

test('an app is enrolled with its digits, the card and a code from a contact: ten codes are printed, and every contact is told', async (t) => {
  const app = await openWithCamila(t);
  const { printed } = await enrolled(app);
  t.is(printed.length, 10);
  t.is(new Set(printed).size, 10);
  for (const code of printed) t.regex(code, /^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/);
  t.deepEqual((await kinds(app)).toSorted(), [...Array(10).fill('recovery-code'), 'totp']);
  const told = (await app.mailbox()).filter(({ subject }) => /segundo factor/.test(subject));
  t.true(told.some(({ to }) => to === camila.email));
  t.regex(told[0]?.text ?? '', /no-fui-yo/);
});

test('[floor 1] neither the secret nor a printed code can be read in the database', async (t) => {
  const app = await openWithCamila(t);
  const { secret, printed } = await enrolled(app);
  const rows = JSON.stringify(await app.database.run<object[]>((sql) => sql('credentials').select()));
  const bytes = Buffer.from(rows).toString('latin1');
  for (const word of [secret, ...printed, ...printed.map((code) => code.replaceAll('-', ''))])
    t.false(bytes.includes(word) || bytes.includes(Buffer.from(word).toString('hex')));
});

test('[threat 99, second factor] the key alone enrols nothing: a wrong digit, contact code or card leaves all as it was, and a slip can be typed again', async (t) => {
  const app = await openWithCamila(t);
  const account = await accountNow(app);
  const typed = await enrolment(app, account);
  const wrong = (code: string) => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;
  t.is(await tried(app, { ...typed, digits: wrong(typed.digits) }), 'factor-digits-wrong');
  t.is(await tried(app, { ...typed, serial: undefined }), 'serial-missing');
  t.is(await tried(app, { ...typed, serial: requireSerial('B51A23999') }), 'cedula-mismatch');
  t.is(await tried(app, { ...typed, browser: 'of somebody else' }), 'contact-code-spent');
  t.is(await tried(app, { ...typed, contactCode: wrong(typed.contactCode) }), 'contact-code-wrong');
  t.deepEqual(await kinds(app), []);
  t.is(await tried(app, typed), undefined);
});

test('a declared identity has no card to show: the code from a contact is enough, and the card is noted only where it was shown', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  await enrolled(app, { serial: undefined });
  const [totp] = await credentialsOf(app.deps, { account: await accountNow(app), actor: undefined });
  t.is(totp?.cardAt, undefined);
});

test('a second app is refused while there is one; of two at the same time one is enrolled', async (t) => {
  const app = await openWithCamila(t);
  const account = await accountNow(app);
  const one = await enrolment(app, account);
  const other = { ...one, secret: app.deps.totp.newSecret() };
  const both = await Promise.all([tried(app, one), tried(app, { ...other, secret: one.secret })]);
  t.is(both.filter((code) => code === undefined).length, 1);
  t.is((await kinds(app)).filter((kind) => kind === 'totp').length, 1);
  t.is((await kinds(app)).length, 11);
  t.is(await tried(app, await enrolment(app, account)), 'factor-exists');
});

test('an account that was stopped, or whose key was changed, meanwhile enrols nothing', async (t) => {
  const app = await openWithCamila(t);
  const before = await accountNow(app);
  const typed = await enrolment(app, before);
  const attempt = async () =>
    (await refusalOf(() => enrolTotp(app.deps, { account: before, actor: undefined }, typed, owner)))?.code;
  await app.deps.accounts.change(before.id, (latest) => ({ ...latest, state: 'congelada' }));
  t.is(await attempt(), 'account-frozen');
  const again = await enrolment(app, before);
  await app.deps.accounts.change(before.id, (latest) => ({ ...latest, state: 'activa', keyChangedAt: app.deps.now() }));
  t.is(
    (await refusalOf(() => enrolTotp(app.deps, { account: before, actor: undefined }, again, owner)))?.code,
    'key-stale',
  );
  t.deepEqual(await kinds(app), []);
});
