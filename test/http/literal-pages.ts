import type { ExecutionContext } from 'ava';
import { parseRun } from '../../src/domain/rut.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { newestLinkTo } from '../helpers/captcha.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { formFields } from '../helpers/registration.ts';
import { wordsOf } from '../helpers/words.ts';
import { oldHash } from '../legacy/files.ts';
import { openOldApp } from '../legacy/old-app.ts';

const camila = { rut: formFields.rut, serie: 'B51A23456', clave: formFields.clave } as const;
const rosa = { rut: '44.000.001-0', serie: '512345678' } as const;
/** A person whom only the old system knew. */
const before = { rut: '44.000.004-5', clave: 'vieja-clave' } as const;
const CHOSEN = 'Copihue-88';

/** The pages and messages that have the guides' words, each as a user reads it on the way there. */
export type LiteralPages = Readonly<Record<string, string>>;

/** Goes through every journey of the guides in an app of policy guia and keeps the words of its pages. */
export async function walkLiteralPages(t: ExecutionContext): Promise<LiteralPages> {
  const app = await openOldApp(t);
  await app.bring([`natural,${before.rut},md5,,${oldHash('md5', before.clave)},,`]);
  const kept: Record<string, string> = {};
  const browser = openBrowser();
  const keep = (name: string, visit: Visit): Visit => {
    kept[name] = wordsOf(visit.html);
    return visit;
  };
  const get = async (path: string): Promise<Visit> => browser.follow(await browser.get(app.issuer + path), app.issuer);
  const go = async (page: Visit, fields: Record<string, string>): Promise<Visit> =>
    browser.follow(await browser.send(page, { accion: 'continuar', ...fields }), app.issuer);
  const typed = async (rut: string, clave: string): Promise<Visit> =>
    go(await get('/cuenta'), { rut, clave, accion: 'ingresar' });

  for (const [name, path] of [
    ['portada', '/'],
    ['ayuda', '/ayuda'],
    ['facilitador', '/facilitador'],
    ['más información', '/mas-informacion'],
    ['registrar natural', '/registro/natural'],
    ['registrar jurídica', '/registro/juridica'],
    ['recuperar natural', '/recuperar/natural'],
    ['recuperar jurídica', '/recuperar/juridica'],
    ['cambiar natural', '/cambiar/natural'],
    ['cambiar jurídica', '/cambiar/juridica'],
    ['actualizar natural', '/actualizar/natural'],
  ] as const)
    keep(name, await get(path));

  await go(await get('/registro/natural'), { ...formFields, celular: '40000003', serie: camila.serie });
  const link = await newestLinkTo(app, formFields.email);
  await browser.send(await get(`/confirmar/${link}`), {});
  await confirmMobileOf(app, 'natural', parseRun(camila.rut));
  keep('ingreso, clave incorrecta', await typed(camila.rut, 'Otra-clave-9'));
  keep('ingreso, no registrada', await typed('44.000.105-K', 'Otra-clave-9'));
  keep('ingreso, sistema antiguo', await typed(before.rut, before.clave));

  const question = keep('recuperar natural, pregunta', await go(await get('/recuperar/natural'), { rut: camila.rut }));
  const serial = keep('recuperar natural, serie', await go(question, { olvido: '1' }));
  const email = keep('recuperar natural, correo', await go(serial, { serie: camila.serie }));
  keep('recuperar natural, contactos', await go(email, { correcto: 'no' }));
  const answered = await go(await go(await get('/recuperar/natural'), { rut: camila.rut }), { respuesta: 'boby' });
  keep('recuperar natural, enviar', answered);
  keep('recuperar natural, éxito', await go(answered, { captcha: CAPTCHA_ANSWER }));
  kept.SMS = (await app.mailbox()).find(({ channel }) => channel === 'sms')?.text ?? '';

  const keys = { rut: camila.rut, clave: camila.clave, captcha: CAPTCHA_ANSWER };
  const update = await go(await get('/actualizar/natural'), keys);
  keep('actualizar natural, pregunta', update);
  const data = keep('actualizar natural, datos', await go(update, { pregunta: '1', respuesta: 'boby' }));
  keep('actualizar natural, éxito', await go(data, { ...address, captcha: CAPTCHA_ANSWER }));

  const choose = keep('cambiar natural, nueva', await go(await get('/cambiar/natural'), keys));
  keep('cambiar natural, éxito', await go(choose, { clave: CHOSEN, clave2: CHOSEN, captcha: CAPTCHA_ANSWER }));

  await openCompany(app);
  const forgotten = await go(await get('/recuperar/juridica'), { rut: panaderia.rut });
  const who = keep('recuperar jurídica, representante', await go(forgotten, { olvido: '1' }));
  const card = keep('recuperar jurídica, serie', await go(who, { rut_representante: rosa.rut }));
  const mail = keep('recuperar jurídica, correo', await go(card, { serie: rosa.serie }));
  keep('recuperar jurídica, éxito', await go(await go(mail, { correcto: 'si' }), { captcha: CAPTCHA_ANSWER }));
  return kept;
}

/** Camila's data as they are on file, but for her street number. */
const address = {
  calle: 'Los Aromos',
  numero: '14',
  comuna: '13101',
  email: formFields.email,
  celular: '40000003',
} as const;
