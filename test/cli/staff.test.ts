import test from 'ava';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { addAuthenticator, addStaff, openStaff } from '../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());

const FILE = '44.000.001-0\nRosa Elena\nSoto\nDíaz\nrosa.soto@sence.example\n';
const command = operatorCommand('cli/staff.ts');
const run = (words: readonly string[], input = '') =>
  command(
    app.database.knex.client.config.connection,
    { SECRETS_KEY: SECRETS_KEYS[0], CLAVE_POLICY: 'guia', ISSUER: app.issuer },
    words,
    input,
  );
const add = (input: string, ...more: readonly string[]) =>
  run(
    [
      'add',
      '-',
      '--comuna',
      '13101',
      '--office',
      'Central',
      '--roles',
      'administrador',
      '--by',
      'Iván Paredes',
      ...more,
    ],
    input,
  );

test.serial(
  'the first person is added by the command, whose link opens the enrolment; the list has no whole RUN',
  async (t) => {
    t.regex((await run(['list'])).output, /No hay personas en la mesa/);
    const added = await add(FILE);
    t.is(added.code, 0, added.errors);
    const [link = ''] = /http\S+/.exec(added.output) ?? [];
    const page = await openBrowser().get(link);
    t.regex(page.text, /Este enlace es para Rosa Elena Soto Díaz/);
    const list = await run(['list']);
    t.regex(list.output, /Rosa Elena Soto Díaz +44\.•••\.•••-0 +invitada, por aceptar +administrador +Central/);
    t.notRegex(list.output + added.output, /44\.?000\.?001/);
  },
);

test.serial(
  '[threat 336] the command accepts the first person, once they enrolled, and no one whom the team can',
  async (t) => {
    const [first] = (await app.deps.staff.list()).members;
    const accept = (id: string | undefined) => run(['accept', String(id), '--by', 'Iván Paredes']);
    t.regex((await accept(first?.id)).errors, /Acéptela cuando termine su inscripción/);
    for (const label of ['Una', 'Otra']) await addAuthenticator(app, String(first?.id), label);
    t.regex((await run(['list'])).output, /Rosa Elena .* +activa, por aceptar/);
    t.is((await accept(first?.id)).code, 0);
    t.regex((await accept(first?.id)).errors, /cambió mientras/);
    const { id } = await addStaff(app, { roles: ['auditor'], run: '44000160-7' });
    for (const label of ['Una', 'Otra']) await addAuthenticator(app, id, label);
    t.regex((await accept(id)).errors, /hay quien puede aceptarla/);
    await app.deps.staff.suspend(String(first?.id));
    t.regex((await accept(id)).output, /trabaja en la mesa de ayuda/);
    const told = (await app.mailbox()).filter(({ text }) => text.includes('Aceptación de otra persona'));
    t.is(
      told.filter(({ to }) => to === 'rosa.soto@sence.example').length,
      2,
      'also of the second one, while suspended',
    );
  },
);

test.serial('a RUN is in the team once, and a file that is wrong names its line', async (t) => {
  const again = await add(FILE);
  t.is(again.code, 1);
  t.regex(again.errors, /Ya hay una persona con este RUN/);
  const wrong = await add(FILE.replace('44.000.001-0', '44.000.001-1'));
  t.is(wrong.code, 2);
  t.regex(wrong.errors, /^RUN: /);
  t.is((await add(FILE, '--roles', 'rey')).code, 2);
});

test.serial(
  'suspend, restore, roles and link stand in the trail, and auditors and member are told by mail',
  async (t) => {
    const { member, browser } = await openStaff(app, { email: 'agente@sence.example' });
    await openStaff(app, { roles: ['auditor'], email: 'auditora@sence.example' });
    const by = ['--by', 'Iván Paredes'];
    t.is((await run(['roles', member.id, '--roles', 'revisor,agente', ...by])).code, 0);
    t.is((await run(['suspend', member.id, ...by])).code, 0);
    t.is((await browser.get(`${app.issuer}/mesa/salir`)).headers.get('location'), '/mesa/ingreso');
    t.is((await run(['restore', member.id, ...by])).code, 0);
    t.regex((await run(['link', member.id, ...by])).output, /Enlace nuevo para Elisa/);
    t.is((await run(['suspend', '7d9f3a52-5a3e-4c0b-9c57-0d8f2b6a1e44', ...by])).code, 1);
    const acts = await app.database.run<{ act: string; details: { by: string; member: string } }[]>((sql) =>
      sql('audit').where('act', 'like', 'staff.%').whereRaw("details ->> 'member' = ?", [member.id]).orderBy('id'),
    );
    t.deepEqual(
      acts.map(({ act, details }) => [act, details.by]),
      ['staff.roles-set', 'staff.suspended', 'staff.restored', 'staff.link-made'].map((act) => [act, 'Iván Paredes']),
    );
    const mails = (await app.mailbox()).filter(({ subject }) => subject === 'Cambió el equipo de la mesa de ayuda');
    for (const to of ['agente@sence.example', 'auditora@sence.example'])
      t.is(mails.filter((mail) => mail.to === to && mail.text.includes('Elisa Contreras Vera')).length, 4, to);
    t.regex(mails[0]?.text ?? '', /Enlace nuevo de inscripción/);
    t.false(
      mails.some(({ text }) => text.includes('/mesa/inscripcion/')),
      'no mail has the link',
    );
  },
);

test.serial('[threat 420] the command does not take the role from the last auditor who works here', async (t) => {
  const audits = (await app.deps.staff.list()).members.filter(({ roles }) => roles.includes('auditor'));
  const [last, ...rest] = audits.toReversed();
  for (const { id } of rest) await app.deps.staff.suspend(id);
  const take = () => run(['roles', String(last?.id), '--roles', 'agente', '--by', 'Iván Paredes']);
  const refused = await take();
  t.is(refused.code, 1);
  t.regex(refused.errors, /No hay otra persona con el rol de auditoría/);
  t.true((await app.deps.staff.find(String(last?.id)))?.roles.includes('auditor'));
  await openStaff(app, { roles: ['auditor'] });
  t.is((await take()).code, 0);
});
