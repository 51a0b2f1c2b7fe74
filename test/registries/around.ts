import { setTimeout as sleep } from 'node:timers/promises';
import { rosa } from '../helpers/client-app.ts';
import { formFields } from '../helpers/registration.ts';
import { companyFields, tryCompany } from './company.ts';
import { silence, wordsWrong } from './expected.ts';
import type { Stage } from './matrix.ts';
import { added, inWords, storedOf } from './stored.ts';
import { camila, registers, type Way, ways } from './ways.ts';

const wayOf = (page: string): Way => {
  const found = ways.find((way) => way.page === page);
  if (!found) throw new Error(`no page ${page}`);
  return found;
};

/** A wrong card number costs a try: the count that silence must not change does change. */
export async function spendTry({ checks, ground, server }: Stage): Promise<void> {
  const { who } = wayOf('Registrar Persona Natural');
  const before = await storedOf(ground, who);
  const fields = { ...formFields, rut: camila.rut, serie: '599999999' };
  const { status, says } = await (await registers('/registro/natural', fields)(server))();
  const stored = added(await storedOf(ground, who), before);
  const holds = status === 422 && stored.tries === 1 && stored.accounts === 0;
  checks.check('a wrong card does cost a try', holds, `${status}, ${inWords(stored)}: ${says}`);
}

/**
 * Floor 12: while the SII is silent its answer of the last 24 hours is used for a company's sign-in, and for nothing
 * else.
 */
export async function rememberSii({ checks, ground, server, board }: Stage): Promise<void> {
  checks.chapter('The answer of the SII of the last 24 hours, while it is down');
  await board.turn('normal');
  await ground.query('update companies set asked_at = now()');
  await board.turn('down', 'sii');
  const back = (await tryCompany(server)).answer.headers.get('location') ?? '';
  checks.check('a company signs in by it', back.includes('code='), back.replace(/\?.*/, ''));

  const register = await registers('/registro/juridica', companyFields('54000001-8', rosa.rut))(server);
  const { who } = wayOf('Registrar Persona Jurídica');
  const before = await storedOf(ground, who);
  const seen = await register();
  const stored = inWords(added(await storedOf(ground, who), before));
  const wrong = wordsWrong({ registry: 'sii' }, seen);
  checks.check(
    'no company registers by it',
    wrong.length === 0 && stored === 'nothing',
    wrong[0] ?? `${stored} stored`,
  );

  await ground.query(`update companies set asked_at = now() - interval '25 hours'`);
  const { answer } = await tryCompany(server);
  const says = answer.text.includes(silence('sii'));
  checks.check('an older answer is used for no sign-in', answer.status === 503 && says, `${answer.status}`);
  await board.turn('normal');
}

/** Half a minute after a registry became silent, the first call that it answers restores its page. */
export async function recover({ checks, server, board }: Stage): Promise<void> {
  checks.chapter('The Registro Civil comes back');
  const { open } = wayOf('Registrar Persona Natural');
  const step = await open(server);
  await board.turn('normal');
  const early = await step();
  checks.check('its breaker is still open', wordsWrong({ registry: 'srcei' }, early).length === 0, early.says);
  const wait = early.retryAfter ?? 0;
  checks.check('and the page shows for how long', wait >= 1 && wait <= 30, `${wait} s`);
  await sleep(Math.min(wait, 30) * 1000 + 200);
  const late = await step();
  checks.check('then its page works again at once', late.status === 303, `${late.status}, ${late.ms.toFixed(0)} ms`);
}
