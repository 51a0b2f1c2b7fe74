/** The forms of the desk are about another person: no refusal that staff reads calls that person's number their own. */
import test, { type ExecutionContext } from 'ava';
import type { RefusalDetails } from '../../../src/domain/refusal.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import { staffCodes } from '../../desk/staff-codes.ts';
import { openTestApp } from '../../helpers/app.ts';
import type { Visit } from '../../helpers/browser.ts';
import { openStaff } from '../../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());

/** Things of the person in front, as the words for a citizen say them; and what only a citizen's form has. */
const OF_A_CITIZEN =
  /\b[Ss]us? (RUT|RUN|NIE|comuna|región|correo|email|celular|cédula|documento|Clave)|Sin Celular|[Ss]iga en/;

const typed = [
  '',
  '1-1',
  '44.000.003-8',
  '76.543.210-9',
  '54.000.001-8',
  '199.000.001-0',
  'ñandú@correo.cl',
  'a',
  '9'.repeat(40),
];

/** What is wrong with each field, as the page says it. */
const faultsIn = ({ html }: Visit): readonly string[] =>
  (html.match(/<p class="campo-e".*?<\/p>/gs) ?? []).map((one) => one.replace(/<[^>]+>/g, '').trim());

/** Sends what is wrong in every field; gives what the page said. */
async function assertNeutral(t: ExecutionContext, path: string, names: readonly string[], profile: string) {
  const { browser } = await openStaff(app, { roles: ['administrador', 'mostrador'] });
  const form = await browser.get(app.issuer + path);
  const seen = new Set<string>();
  for (const value of typed) {
    const fields = Object.fromEntries(names.map((name) => [name, value]));
    const page = await browser.send(form, { ...fields, perfil: profile });
    t.is(page.status, 422, `${path} ${profile} ${value}`);
    for (const fault of faultsIn(page)) seen.add(fault);
  }
  t.deepEqual(
    [...seen].filter((fault) => OF_A_CITIZEN.test(fault)),
    [],
    `${path} ${profile}`,
  );
  return seen;
}

test.serial('the invitation of a member says «el RUN de la persona» and «la comuna»', async (t) => {
  const names = ['run', 'nombres', 'paterno', 'correo', 'comuna', 'oficina'];
  const seen = await assertNeutral(t, '/mesa/equipo/invitar', names, '');
  for (const words of [
    /Escriba el RUN de la persona\./,
    /Revise el RUN de la persona: el dígito/,
    /Elija la comuna\./,
    /Escriba el RUN de una persona\./,
  ])
    t.true(
      [...seen].some((fault) => words.test(fault)),
      `${words} ${[...seen].join()}`,
    );
});

test.serial(
  'the counter says «el RUN» and «el NIE de la persona» and no «Sin Celular», of every profile',
  async (t) => {
    const names = ['tipo', 'numero', 'representante', 'correo_cuenta', 'documento', 'documento_numero', 'vencimiento'];
    const more = ['nombres', 'paterno', 'renovacion', 'renovacion_fecha', 'correo', 'celular'];
    const seen = new Set<string>();
    for (const profile of ['natural', 'juridica', 'migrante', ''])
      for (const fault of await assertNeutral(t, '/mesa/mostrador', [...names, ...more], profile)) seen.add(fault);
    for (const words of [
      /Revise el RUN de la persona: el dígito/,
      /Revise el NIE de la persona: el dígito/,
      /8 dígitos después de \+56 9\./,
    ])
      t.true(
        [...seen].some((fault) => words.test(fault)),
        String(words),
      );
  },
);

test('no refusal of a member of staff speaks of the person’s things as their own', (t) => {
  const { refusals } = catalogueOf(defaultLocale);
  const variants: readonly RefusalDetails[] = [{}, { of: 'other' }, { why: 'mail', until: new Date(0) }];
  for (const code of staffCodes)
    for (const details of variants) t.notRegex(refusals[code](details).text, OF_A_CITIZEN, code);
});
