import type { Account } from '../../src/domain/account.ts';
import { receiptAddress } from '../../src/features/registration/receipt.ts';
import type { CaptchaForm } from '../../src/ports/captcha.ts';
import { pending, sentMail } from './link-forms.ts';
import { formAt, type OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

/** The address of a registration, the form to whose token its check of the number is bound, and a free number. */
const registrations: readonly (readonly [path: string, form: CaptchaForm, numero: string])[] = [
  ['/registro/natural', 'register-natural', '44.000.105-K'],
  ['/registro/juridica', 'register-juridica', '54.000.109-K'],
  ['/registro/migrante', 'register-migrante', '199.000.107-K'],
];

/** The forms beside a registration: the check of the number, the mail sent again or to another address. */
export async function registrationForms(scene: Scene, holder: Account, browser: string): Promise<readonly OpenForm[]> {
  const forms: OpenForm[] = [];
  for (const [path, form, numero] of registrations) {
    const receipt = await receiptAt(scene, holder, browser, path);
    forms.push(
      formAt(scene, browser, form, `${path}/numero`, { numero }),
      formAt(scene, browser, 'registration-receipt', receipt, { accion: 'enviar' }),
      formAt(scene, browser, 'registration-receipt', `${receipt}/correo`, { email: 'otra@correo.example' }),
    );
  }
  return forms;
}

/** The page that names the address of the mail; its subject is sealed in its address. */
async function receiptAt(scene: Scene, holder: Account, browser: string, path: string): Promise<string> {
  const { id, personal } = await pending(scene, holder);
  const message = await sentMail(scene);
  return receiptAddress(scene.deps, path, {
    accountId: id,
    browser,
    typed: personal.email,
    message,
    reference: 'CS-PRUE-BA22',
  });
}
