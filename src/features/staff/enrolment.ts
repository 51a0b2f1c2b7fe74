import type { Context } from 'koa';
import { fullName } from '../../domain/account.ts';
import { Refusal } from '../../domain/refusal.ts';
import { AUTHENTICATORS_NEEDED } from '../../domain/staff.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { type DeskDoor, type Entering, showDoor } from '../../http/staff/desk-door.ts';
import { endDeskSession } from '../../http/staff/desk-session.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StaffSession } from '../../ports/staff.ts';
import { signInAddress, wordsOfDone } from './done.ts';
import { readLabel } from './label.ts';
import { enrolAuthenticator, offerEnrolment } from './use-cases/enrol.ts';

const MADE = 'acceso-nueva';

const fields = {
  fieldOf: {
    'passkey-missing': MADE,
    'passkey-wrong': MADE,
    'passkey-stale': MADE,
    'passkey-exists': MADE,
    'passkeys-full': MADE,
    'field-too-long': 'nombre',
  },
  first: 'contenido',
} as const;

/** Inscripción: two authenticators, before the desk opens. */
export const enrolmentDoor: DeskDoor = {
  path: '/mesa/inscripcion',
  opensFor: 'enrolling',
  show: (deps, ctx, entering) => showEnrolment(deps, ctx, entering, {}),
  async act(deps, ctx, entering, form) {
    // Where the agency has its own provider, passkeys do not open the desk.
    if (deps.staffIssuer) return seeOther(ctx, ctx.path);
    const again = (wrong: Wrong) => showEnrolment(deps, ctx, entering, wrong, form);
    await showAgain(ctx, fields, again, () => take(deps, ctx, sessionOf(entering), form));
  },
};

/** A door for who enrols always has a session. */
function sessionOf({ session }: Entering): StaffSession {
  if (!session) throw new Error('the enrolment has no session');
  return session;
}

async function take(deps: Deps, ctx: Context, session: StaffSession, form: Form): Promise<void> {
  const answer = text(form, 'nueva');
  const label = readLabel(text(form, 'nombre'));
  if (answer === '') throw new Refusal('passkey-missing');
  const made = { ticket: text(form, 'reto_nueva'), answer, label };
  const complete = await enrolAuthenticator(deps, session, made, visitorOf(ctx));
  if (!complete) return seeOther(ctx, `${ctx.path}?listo=first`);
  await endDeskSession(deps, ctx);
  seeOther(ctx, signInAddress('enrolled'));
}

async function showEnrolment(
  deps: Deps,
  ctx: Context,
  entering: Entering,
  wrong: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const session = sessionOf(entering);
  const { staffIssuer } = deps;
  const { staff } = textsOf(ctx);
  const name = fullName(session.member.name);
  const enrolled = await deps.staffAuthenticators.of(session.member.id);
  showDoor(deps, ctx, entering, {
    view: 'staff/enrol',
    title: staffIssuer ? staff.titles.bind : staff.titles.enrol,
    institution: staffIssuer?.host,
    name,
    done: wordsOfDone(ctx),
    labels: enrolled.map(({ label }) => label),
    left: AUTHENTICATORS_NEEDED - enrolled.length,
    made:
      deps.passkeys.available && !staffIssuer
        ? await offerEnrolment(deps, session, staff.authenticatorOf(name))
        : undefined,
    values: { nombre: form ? text(form, 'nombre') : '' },
    faults: {},
    ...wrong,
  });
}
