import type { CaptchaForm } from '../../src/ports/captcha.ts';
import type { Scene } from './scene.ts';

/** A form of the house with a valid token in it, so that a mistake in one field gets past the door. */
export interface OpenForm {
  readonly path: string;
  readonly cookie: string;
  readonly fields: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, string>>;

/** The form as this browser would have it, and ready to be sent: what is wrong with it comes later. */
export function formAt({ deps }: Scene, browser: string, name: string, path: string, fields: Fields): OpenForm {
  const ficha = deps.tokens.csrfToken(browser, name);
  // A card, and the key at the sign-in, may have to be paid with work.
  const work = 'serie' in fields ? { trabajo: '' } : {};
  return { path, cookie: `cs_navegador=${browser}`, fields: { ficha, ...work, ...fields } };
}

/** The same with letters that nobody has spent, and what is written in their picture. */
export async function letteredFormAt(
  scene: Scene,
  browser: string,
  name: CaptchaForm,
  path: string,
  fields: Fields,
): Promise<OpenForm> {
  const letters = { captcha_id: await scene.deps.captcha.issue(name), captcha: 'CLAVE' };
  return formAt(scene, browser, name, path, { ...fields, ...letters, accion: 'continuar' });
}
