import type Router from '@koa/router';
import type { Here } from '../../account/who-is-in.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { readAll, text } from '../../http/form.ts';
import { factorFields } from '../../http/forms/factor-shown.ts';
import { readCode } from '../../http/forms/read-code.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import type { Deps } from '../../ports/deps.ts';
import { paths } from './addresses.ts';
import { addEnrolPage, assertEnrols, type Enrolling } from './enrol-page.ts';
import { type AskedCode, enrolVisitor, proofOf, proofReaders } from './enrol-proof.ts';
import { readName } from './factor-name.ts';
import { proofFields } from './proof-fields.ts';
import { qrCode } from './qr-code.ts';
import { enrolTotp } from './use-cases/enrol-totp.ts';
import type { PrintedCodes } from './use-cases/fresh-codes.ts';

/** The secret of an enrolment under way, sealed in its address: it stays the same while the page is shown again. */
interface AppEnrolment extends AskedCode {
  readonly secret: string;
}

/** Agregar una aplicación de códigos: one form with the QR code, the digits, and what proves the holder. */
export function enrolAppRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addEnrolPage<AppEnrolment>(router, cuenta, {
    path: paths.app,
    ticket: { purpose: 'second-factor-app', minutes: 30 },
    view: 'app',
    titleIn: ({ pages }) => pages.secondFactor.titles.app,
    fields: ['nombre', 'digitos', 'codigo', 'serie'],
    fieldOf: () => ({ ...factorFields.fieldOf, ...proofFields, 'factor-digits-wrong': 'digitos' }),
    hasRoom: (all) => !all.some(({ kind }) => kind === 'totp'),
    fresh: () => ({ secret: deps.totp.newSecret() }),
    shown: ({ here, content }) => appShown(deps, here, content.secret),
    enrol: (enrolling) => enrolApp(deps, enrolling),
  });
}

async function enrolApp(deps: Deps, enrolling: Enrolling<AppEnrolment>): Promise<PrintedCodes> {
  const { ctx, here, content, form, first } = enrolling;
  const { nombre, digitos, ...proof } = readAll({
    nombre: () => readName(text(form, 'nombre')),
    digitos: () => readCode(text(form, 'digitos')),
    ...proofReaders(here, form, first, content),
  });
  await assertEnrols(deps, enrolling);
  const typed = { secret: content.secret, digits: digitos, label: nombre, ...proofOf(deps, ctx, content, proof) };
  // Who is sent to another page for a code comes back to this secret.
  return enrolTotp(deps, here, typed, enrolVisitor(deps, ctx, form));
}

/**
 * The secret as an app reads it, from a screen or from a link, and as it is typed, in groups of four. The app shows the
 * account by a part of its number, which no one beside the phone can copy; in ASCII, so that the QR code stays small.
 */
export function appShown({ totp }: Pick<Deps, 'totp'>, { account }: Pick<Here, 'account'>, secret: string) {
  const link = totp.address(secret, maskIdentifier(account.identifier).replaceAll('•', '*'));
  return { qr: qrCode(link), link, secret: (secret.match(/.{1,4}/g) ?? []).join(' ') };
}
