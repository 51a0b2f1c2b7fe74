import { sendAccountCode } from '../../src/account/account-code.ts';
import { askAnyPasskey, askPasskey } from '../../src/account/ask-passkey.ts';
import { identifyByPasskey, type PasskeyAnswer, provePasskey } from '../../src/account/prove-passkey.ts';
import type { Account } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import {
  enrolPasskey,
  offerPasskey,
  type PasskeyEnrolment,
} from '../../src/features/second-factor/use-cases/enrol-passkey.ts';
import type { ContactProof, Enrolling } from '../../src/features/second-factor/use-cases/prove-enrolment.ts';
import type { Deps } from '../../src/ports/deps.ts';
import type { TestApp } from './app.ts';
import { type Authenticator, authenticator, type Wrong } from './authenticator.ts';
import { accountNow, camila, owner } from './recovery.ts';
import { mailedCode } from './second-factor.ts';

/** The session or interaction of all asked here that names no other. */
export const PLACE = 'a session';

const BROWSER = 'the browser of the enrolment';

/** Camila, or who acts for a company. */
export const whoIs = async (app: TestApp, own: Partial<Enrolling> = {}): Promise<Enrolling> => ({
  account: own.account ?? (await accountNow(app)),
  actor: own.actor,
});

/** A code that was just sent, and the card. */
export async function contactProof(app: TestApp, account: Account, own: Partial<ContactProof> = {}) {
  await sendAccountCode(app.deps, { account, purpose: 'second-factor', contact: 'email', browser: BROWSER });
  return {
    contact: 'email',
    contactCode: await mailedCode(app, account.personal.email),
    serial: requireSerial(camila.serial),
    browser: BROWSER,
    device: undefined,
    ...own,
  } as const satisfies ContactProof;
}

/** What is typed to enrol a passkey that an authenticator made. */
export async function passkeyEnrolment(
  app: TestApp,
  who: Enrolling,
  made: { readonly by: Authenticator; readonly wrong?: Wrong },
  own: Partial<PasskeyEnrolment> = {},
): Promise<PasskeyEnrolment> {
  const { options, ticket } = await offerPasskey(app.deps, who, PLACE, 'Camila');
  const proof = own.proof ?? (await contactProof(app, who.account));
  return { place: PLACE, ticket, answer: made.by.create(options, made.wrong), label: 'Mi teléfono', proof, ...own };
}

/** Enrols a passkey; gives its authenticator, and the printed codes of a first factor. */
export async function enrolledPasskey(
  app: TestApp,
  who: Enrolling,
  { by = authenticator(app.issuer), ...own }: Partial<PasskeyEnrolment> & { readonly by?: Authenticator } = {},
): Promise<{ readonly by: Authenticator; readonly printed: readonly string[] }> {
  const printed = await enrolPasskey(app.deps, who, await passkeyEnrolment(app, who, { by }, own), owner);
  return { by, printed };
}

/** What a holder shows as a second factor. */
export async function shownBy(
  deps: Deps,
  by: Authenticator,
  who: Enrolling,
  wrong: Wrong = {},
): Promise<PasskeyAnswer> {
  const holder = { account: who.account, actor: who.actor?.subject };
  const { options, ticket } = await askPasskey(deps, holder, PLACE);
  return { place: PLACE, ticket, answer: by.get(options, wrong) };
}

/** What a user shows who is not known yet. */
export async function shownByAnyone(deps: Deps, by: Authenticator, wrong: Wrong = {}): Promise<PasskeyAnswer> {
  const { options, ticket } = await askAnyPasskey(deps, PLACE);
  return { place: PLACE, ticket, answer: by.get(options, wrong) };
}

/** "proved", or the code of the refusal. */
export const proves = (deps: Deps, who: Enrolling, shown: PasskeyAnswer): Promise<string> =>
  provePasskey(deps, { account: who.account, actor: who.actor?.subject }, shown, owner).then(
    () => 'proved',
    (error) => error.code ?? error.message,
  );

/** The same of a user who is not known yet. */
export const identifies = (deps: Deps, shown: PasskeyAnswer): Promise<string> =>
  identifyByPasskey(deps, shown, owner).then(
    () => 'proved',
    (error) => error.code ?? error.message,
  );
