import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { fill } from '../helpers/proof/registrations.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { checkBlind, checkSees, checkShapes, sample, show, type Try } from './compare.ts';

const PATH = '/recuperar/natural';
/** Cards of people whom the Registro Civil knows: two with an account here, one with none. */
const cards = {
  rosa: { rut: '44.000.001-0', serie: '512345678' },
  pedro: { rut: '44.000.002-9', serie: '523456789' },
  unknown: { rut: '44.000.113-0', serie: '567890123' },
} as const;

/** The first page of a recovery: neither the answer nor its time reveals whether the RUT has an account. */
export async function timeRecovery(checks: Checks, server: ServerProcess, each: number): Promise<void> {
  const { rosa, pedro, unknown } = cards;
  checks.chapter(`Recovery, first page, ${each} tries of each kind, interleaved`);
  const ways = {
    rosa: beginning(server, rosa),
    pedro: beginning(server, pedro),
    unknown: beginning(server, unknown),
    nothing: async () => () => ask(server, '/live'),
  };
  const found = await sample(ways, each);
  show(checks, 'known and known, which cannot differ', found.rosa, found.pedro);
  checkSees(checks, 'a recovery that is not begun', found.unknown, found.nothing);
  checkShapes(checks, 'status and address are the same', found.rosa, found.unknown);
  const sentence = 'the time does not reveal whether a RUT has an account';
  await checkBlind(checks, { title: 'with and without account', sentence, names: ['rosa', 'unknown'] }, ways, found);
}

/** «Continuar por correo», and the last button after the card: the answers are the same, and the times are shown. */
export async function timeSending(checks: Checks, server: ServerProcess, each: number): Promise<void> {
  const { rosa, unknown } = cards;
  checks.chapter(`Recovery, the buttons that send a message, ${each} tries of each kind, interleaved`);
  const mailed = { accion: 'correo', captcha: '' };
  const ways = {
    mailKnown: beginning(server, rosa, mailed),
    mailUnknown: beginning(server, unknown, mailed),
    sentKnown: sending(server, rosa),
    sentUnknown: sending(server, unknown),
  };
  const found = await sample(ways, each);
  checkShapes(checks, 'status and address are the same', ...Object.values(found));
  show(checks, '«Continuar por correo», with and without account', found.mailKnown, found.mailUnknown);
  show(checks, 'last button, with and without account', found.sentKnown, found.sentUnknown);
}

type Card = (typeof cards)[keyof typeof cards];

/** A captcha is valid once: each try opens the page again, and only the POST is measured. */
function beginning(server: ServerProcess, { rut }: Card, change: Readonly<Record<string, string>> = {}): Try {
  const browser = openBrowser();
  return async () => {
    const form = await fill(server, PATH, { rut, captcha: CAPTCHA_ANSWER, ...change }, browser);
    return () => form.send(server);
  };
}

/** Shows the card and confirms the e-mail; only the last button is measured. */
function sending(server: ServerProcess, { rut, serie }: Card): Try {
  return async () => {
    const browser = openBrowser();
    const go = async (page: Visit, fields: Record<string, string>) =>
      browser.follow(await browser.send(page, fields), server.issuer);
    const card = await go(await browser.get(server.issuer + PATH), { rut, captcha: CAPTCHA_ANSWER });
    const { url } = await go(await go(card, { serie }), { correcto: 'si' });
    const form = await fill(server, new URL(url).pathname, {}, browser);
    return () => form.send(server);
  };
}
