import { requireSerial } from '../../src/domain/cedula.ts';
import { askFactorLoss } from '../../src/features/lost-factor/use-cases/ask-loss.ts';
import type { Losing } from '../../src/features/lost-factor/use-cases/losing.ts';
import { sendLossCode } from '../../src/features/lost-factor/use-cases/loss-code.ts';
import type { TestApp } from './app.ts';
import { accountNow, camila, DAY, elsewhere, newestIn, openWithCamila } from './recovery.ts';
import { type Enrolled, enrolled } from './second-factor.ts';

const BROWSER = 'donde lo perdio';

/** The newest code of a lost factor that was mailed to an address. */
export const lossCodeIn = (app: Pick<TestApp, 'mailbox'>, to: string): Promise<string> =>
  newestIn(app, to, /quitar el segundo factor que perdió[\s\S]*Código:\s+(\d{6})/);

/** Camila, who has proved her key, as the page knows her. */
export const losingCamila = async (app: TestApp): Promise<Losing> => ({
  account: await accountNow(app),
  actor: undefined,
});

/** What an attacker or the owner shows; what they do not have is missing or wrong. */
interface Shown {
  readonly who?: Losing;
  readonly serial?: string;
  readonly code?: string;
  readonly visitor?: ReturnType<typeof elsewhere>;
}

/** Asks that the factor ends, with a code that was just mailed: the token of the page of the request. */
export async function askLoss(app: TestApp, shown: Shown = {}): Promise<string> {
  const { serial = camila.serial, visitor = elsewhere() } = shown;
  const who = shown.who ?? (await losingCamila(app));
  await sendLossCode(app.deps, who, BROWSER, visitor);
  const code = shown.code ?? (await lossCodeIn(app, who.account.personal.email));
  return askFactorLoss(app.deps, who, { code, serial: requireSerial(serial), browser: BROWSER }, visitor);
}

/** An app in which Camila has had an authenticator app for a month. */
export async function openWithFactor(
  t: Parameters<typeof openWithCamila>[0],
  opened: Parameters<typeof openWithCamila>[1] = {},
): Promise<{ readonly app: TestApp; readonly held: Enrolled }> {
  const app = await openWithCamila(t, opened);
  const held = await enrolled(app);
  await app.advance(30 * DAY);
  return { app, held };
}
