import { openBrowser, type Visit } from '../helpers/browser.ts';
import { pedro } from '../helpers/client-app.ts';
import { pressOn } from '../helpers/cuenta.ts';
import { eventually } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { lettersOf } from '../helpers/proof/registrations.ts';
import { through } from './through.ts';
import type { Visitor } from './visitors.ts';

/** The acting browser, and the other browsers of the same person; the first of them is at the other process. */
export interface Scene {
  readonly ground: Ground;
  readonly here: Visitor;
  readonly others: readonly Visitor[];
}

/** A button ready to be pressed, the target of its page on success, and the visitors whose sessions it ends. */
export interface Button {
  press(): Promise<Visit>;
  readonly leads: string | null;
  readonly ends: readonly Visitor[];
}

/** The acts that end sessions. The change of the key is the last, so that all visitors sign in with the same one. */
export const acts: Readonly<Record<string, (scene: Scene) => Promise<Button>>> = {
  '«No fui yo», by the link of a mail': notMe,
  '«Detener mi cuenta»': stop,
  'One session is closed': closeOne,
  'All other sessions are closed': closeOthers,
  'The key is changed': changeKey,
};

async function notMe({ ground, here, others }: Scene): Promise<Button> {
  const browser = openBrowser(through(here.at));
  const page = await browser.get(`${here.at.issuer}${await disavowPath(ground)}`);
  return { press: () => browser.send(page, {}), leads: '/no-fui-yo/listo?perfil=natural', ends: [here, ...others] };
}

async function stop({ here, others }: Scene): Promise<Button> {
  const page = await pageOf(here, '/detener');
  return { press: () => here.browser.send(page, {}), leads: null, ends: [here, ...others] };
}

async function closeOne({ ground, here, others }: Scene): Promise<Button> {
  const page = await pageOf(here, '/sesiones');
  const ends = others.slice(0, 1);
  const fields = { accion: 'cerrar', sesion: await uidOf(ground, ends[0]?.sid ?? '') };
  return { press: () => pressOn(here.browser, page, fields), leads: '/cuenta/sesiones?listo=sesion', ends };
}

async function closeOthers({ here, others }: Scene): Promise<Button> {
  const page = await pageOf(here, '/sesiones');
  const press = () => pressOn(here.browser, page, { accion: 'cerrar-demas' });
  return { press, leads: '/cuenta/sesiones?listo=sesiones', ends: others };
}

async function changeKey({ here, others }: Scene): Promise<Button> {
  const page = await pageOf(here, '/seguridad/clave');
  const fields = { actual: pedro.key, clave: 'Quiltro-78', clave2: 'Quiltro-78' };
  return { press: () => pressOn(here.browser, page, fields), leads: '/cuenta/seguridad?listo=clave', ends: others };
}

const pageOf = ({ browser, at }: Visitor, path: string): Promise<Visit> => browser.get(`${at.issuer}/cuenta${path}`);

/** The session that has this `sid` at the client, as the page of the sessions names it. */
async function uidOf({ query }: Ground, sid: string): Promise<string> {
  const sql = 'select uid from oidc_session where strpos(payload::text, $1) > 0';
  const [row] = await query<{ uid: string }>(sql, [sid]);
  if (!row) throw new Error('no session has this sid');
  return row.uid;
}

/** The link «No fui yo» of the newest mail to Pedro that has one: his new browsers were notified to him. */
async function disavowPath(ground: Ground): Promise<string> {
  const links = async () =>
    (await lettersOf(ground)).flatMap(
      ({ to, text }) => (to === 'pedro@correo.example' && /\/no-fui-yo\/[\w-]+/.exec(text)?.[0]) || [],
    );
  await eventually(async () => (await links()).length > 0, 20);
  return (await links()).at(-1) ?? '';
}
