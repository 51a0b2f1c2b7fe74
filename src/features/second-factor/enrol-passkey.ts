import type Router from '@koa/router';
import { passkeysAmong } from '../../account/ask-passkey.ts';
import type { Here } from '../../account/who-is-in.ts';
import { actorName, formatIdentifier } from '../../domain/account.ts';
import { MOST_PASSKEYS } from '../../domain/passkey.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { factorFields } from '../../http/forms/factor-shown.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import type { Deps } from '../../ports/deps.ts';
import { paths } from './addresses.ts';
import { addEnrolPage, assertEnrols, type Enrolling } from './enrol-page.ts';
import { type AskedCode, enrolVisitor, proofOf, proofReaders } from './enrol-proof.ts';
import type { ShownAt } from './enrol-view.ts';
import { readName } from './factor-name.ts';
import { proofFields } from './proof-fields.ts';
import { enrolPasskey, offerPasskey } from './use-cases/enrol-passkey.ts';
import type { PrintedCodes } from './use-cases/fresh-codes.ts';

/** Id of the passkey that is made. */
const MADE = 'acceso-nueva';

const madeFields = {
  'passkey-missing': MADE,
  'passkey-wrong': MADE,
  'passkey-stale': MADE,
  'passkey-exists': MADE,
  'passkeys-full': MADE,
} as const;

/** Agregar una clave de acceso: the browser makes it when the form is sent, with what proves the holder. */
export function enrolPasskeyRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addEnrolPage<AskedCode>(router, cuenta, {
    path: paths.passkey,
    ticket: { purpose: 'second-factor-passkey', minutes: 30 },
    view: 'passkey',
    titleIn: ({ pages }) => pages.secondFactor.titles.passkey,
    fields: ['nombre', 'codigo', 'serie'],
    fieldOf: (form) => ({
      ...proofFields,
      ...madeFields,
      // A passkey that proves the holder is judged before the new one fails.
      ...(text(form, 'credencial')
        ? factorFields.fieldOf
        : { 'factor-code-wrong': 'codigo', 'factor-paused': 'codigo' }),
      'passkey-missing': MADE,
    }),
    hasRoom: (all) => deps.passkeys.available && passkeysAmong(all).length < MOST_PASSKEYS,
    fresh: () => ({}),
    shown: (at) => shown(deps, at),
    enrol: (enrolling) => enrol(deps, enrolling),
  });
}

async function enrol(deps: Deps, enrolling: Enrolling<AskedCode>): Promise<PrintedCodes> {
  const { ctx, here, content, form, first } = enrolling;
  const { nombre, ...read } = readAll({
    nombre: () => readName(text(form, 'nombre')),
    ...proofReaders(here, form, first, content),
  });
  const answer = text(form, 'nueva');
  if (answer === '') throw new Refusal('passkey-missing');
  await assertEnrols(deps, enrolling);
  const typed = {
    place: here.session.id,
    ticket: text(form, 'reto_nueva'),
    answer,
    label: nombre,
    proof: proofOf(deps, ctx, content, read),
  };
  return enrolPasskey(deps, here, typed, enrolVisitor(deps, ctx, form));
}

/** What the browser is asked for, or what it made already, where only the proof was wrong. */
async function shown(deps: Deps, { ctx, here, form, fault }: ShownAt<AskedCode>) {
  const kept = keptOf(form, fault);
  const asked = await offerPasskey(deps, here, here.session.id, nameOf(here));
  const typed = form.has('nombre') ? text(form, 'nombre') : visitorOf(ctx).device;
  return {
    made: kept ? { ...asked, ticket: kept.ticket } : asked,
    answer: kept?.answer,
    values: { nombre: typed, codigo: text(form, 'codigo'), serie: text(form, 'serie') },
  };
}

/** The passkey that the form brought, unless it is what was refused. */
function keptOf(form: Form, fault: unknown): { readonly answer: string; readonly ticket: string } | undefined {
  const answer = text(form, 'nueva');
  const isRefused = fault instanceof Refusal && fault.code in madeFields;
  return answer === '' || isRefused ? undefined : { answer, ticket: text(form, 'reto_nueva') };
}

/** What an authenticator shows beside it: the number, and of a company who acts for it. */
const nameOf = ({ account, actor }: Here): string =>
  `${formatIdentifier(account.identifier)}${actor ? ` (${actorName(actor)})` : ''}`;
