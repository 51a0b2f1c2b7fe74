import type { CaptchaForm } from '../../src/ports/captcha.ts';
import type { Scene } from './scene.ts';

/** A form of the app with a valid token, so that a mistake in one field gets past the check of the token. */
export interface OpenForm {
  readonly path: string;
  readonly cookie: string;
  readonly fields: Readonly<Record<string, string>>;
  /** It has files, and is sent as such. */
  readonly files?: true;
}

type Fields = Readonly<Record<string, string>>;

/** The form as this browser would have it, and ready to be sent: the mistake is added later. */
export function formAt({ deps }: Scene, browser: string, name: string, path: string, fields: Fields): OpenForm {
  const ficha = deps.tokens.csrfToken(browser, name);
  // A card, and the key at the sign-in, may have to be paid with work.
  const work = 'serie' in fields ? { trabajo: '' } : {};
  return { path, cookie: `cs_navegador=${browser}`, fields: { ficha, ...work, ...fields } };
}

/** The same with a captcha that was not spent, and what is written in its picture. */
export async function captchaFormAt(
  scene: Scene,
  browser: string,
  name: CaptchaForm,
  path: string,
  fields: Fields,
): Promise<OpenForm> {
  const captcha = { captcha_id: await scene.deps.captcha.issue(name), captcha: 'CLAVE' };
  return formAt(scene, browser, name, path, { ...fields, ...captcha, accion: 'continuar' });
}
