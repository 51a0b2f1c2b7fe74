import { randomBytes } from 'node:crypto';
import { beginning } from '../helpers/proof/client-app.ts';
import { captchaForms } from './captcha-forms.ts';
import { newCast } from './cast.ts';
import { changeKeyForms } from './change-key-forms.ts';
import { cuentaForms } from './cuenta-forms.ts';
import { deskForms } from './desk-forms.ts';
import { facilitadorForms } from './facilitador-forms.ts';
import { linkForms } from './link-forms.ts';
import type { OpenForm } from './open-form.ts';
import { portalForms } from './portal-forms.ts';
import { recoveryForms } from './recovery-forms.ts';
import { registrationForms } from './registration-forms.ts';
import { requestForms } from './request-forms.ts';
import type { Scene } from './scene.ts';
import { clientIds, signInForms } from './sign-in-forms.ts';
import { updateDataForms } from './update-data-forms.ts';

/** What a request needs to be refused for the field and not for the form. */
export interface Visitor {
  readonly host: string;
  readonly issuer: string;
  /** Every form of the app, filled in and open. */
  readonly forms: readonly OpenForm[];
  /** Parameters of a valid authorization request. */
  readonly authorize: Readonly<Record<string, string>>;
  /** The signing key of the provider, for tokens that confuse one algorithm with another. */
  readonly publicKey: string;
}

/** Opens every form, for new users: what an earlier visitor spent or locked is forgotten. */
export async function openVisitor(scene: Scene): Promise<Visitor> {
  const { server } = scene;
  const cast = await newCast(scene);
  const browser = randomBytes(24).toString('base64url');
  const { to } = await beginning(server, clientIds.own);
  return {
    host: new URL(server.issuer).host,
    issuer: server.issuer,
    authorize: Object.fromEntries(to.searchParams),
    publicKey: await (await fetch(`${server.issuer}/oidc/jwks`)).text(),
    forms: [
      ...(await signInForms(scene, cast)),
      ...(await captchaForms(scene, browser)),
      ...(await registrationForms(scene, cast.camila, browser)),
      ...(await recoveryForms(scene, cast, browser)),
      ...(await linkForms(scene, cast, browser)),
      ...(await changeKeyForms(scene, cast, browser)),
      ...(await updateDataForms(scene, cast, browser)),
      ...(await facilitadorForms(scene, cast, browser)),
      ...(await requestForms(scene, cast, browser)),
      ...(await cuentaForms(scene, cast, browser)),
      ...(await portalForms(scene, cast, browser)),
      ...(await deskForms(scene, cast, browser)),
    ],
  };
}
