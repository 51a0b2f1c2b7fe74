import type { Visit } from '../helpers/browser.ts';
import { answerOf, redirectUriOf } from '../helpers/client-app.ts';
import { type Code, eventually, exchange, tokensOf } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { fillConfirmation, lettersOf } from '../helpers/proof/registrations.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { askToSignIn } from './authorize.ts';
import { newVisitor, type Seen } from './visitors.ts';

/** Capacitación Cordillera SpA, an OTEC that Camila represents. */
export const cordillera = '54000109-K';
const key = 'Quiltro-77';
const scope = 'openid profile run empresa';

/** The page Registrar Persona Jurídica, filled in without the number of a card. */
export const companyFields = (company: string, representative: string) => ({
  rut_empresa: company,
  pregunta: '1',
  respuesta: 'Boby',
  rut_representante: representative,
  celular_representante: '40000001',
  email_representante: '',
  comuna: '13101',
  calle: 'Avenida Los Copihues',
  numero: '1234',
  telefono: '2 2345 6789',
  clave: key,
  clave2: key,
  captcha: 'CLAVE',
  accion: 'continuar',
});

/** Registers Cordillera and opens its account by the link in the mail, all by its pages; once for each database. */
export async function openCordillera(ground: Ground, server: ServerProcess): Promise<void> {
  const here = `select 1 from accounts where profile = 'juridica' and identifier = $1 and state = 'activa'`;
  if ((await ground.query(here, [cordillera])).length > 0) return;
  const browser = newVisitor();
  const email = 'contacto@cordillera.example';
  const page = await browser.get(`${server.issuer}/registro/juridica`);
  const sent = await browser.send(page, { ...companyFields(cordillera, '44.000.003-7'), email });
  if (sent.status !== 303) throw new Error(`Cordillera was not registered: ${sent.text.slice(0, 300)}`);
  const mail = async () => (await lettersOf(ground)).find(({ channel, to }) => channel === 'mail' && to === email);
  await eventually(async () => Boolean(await mail()), 10);
  const found = await mail();
  if (!found) throw new Error('no mail for Cordillera');
  const { status } = await (await fillConfirmation(server, found)).send(server);
  if (status !== 303) throw new Error(`the link of Cordillera answers ${status}`);
}

/** Camila sends the key of Cordillera at a client: the answer of that step, and what a code would need. */
export async function tryCompany(server: ServerProcess): Promise<{ answer: Visit; verifier: string }> {
  const browser = newVisitor();
  const { page, verifier } = await askToSignIn(server, browser, 'ejemplo', scope);
  const form = await browser.get(`${page.url}?perfil=juridica`);
  const fields = { perfil: 'juridica', rut: cordillera, rut_representante: '44.000.003-7', clave: key };
  const sent = await browser.send(form, { ...fields, accion: 'ingresar' });
  return { answer: await browser.follow(sent, server.issuer), verifier };
}

/** A code for Cordillera; throws with the text of the page when the client gets none. */
export async function signInCompany(server: ServerProcess): Promise<Code> {
  const { answer, verifier } = await tryCompany(server);
  const back = answerOf(answer);
  const code = back.searchParams.get('code');
  if (!code || !back.href.startsWith(redirectUriOf('ejemplo'))) throw new Error(`no code but ${answer.status}`);
  return { clientId: 'ejemplo', code, verifier };
}

/** The claims of the company: the first time by redeeming its code too, then by userinfo alone. */
export function claimsByCode(server: ServerProcess, code: Code): () => Promise<Seen> {
  let token: string | undefined;
  return async () => {
    const start = performance.now();
    token ??= tokensOf(await exchange(server, code)).access_token;
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const { status, body } = await ask(server, '/oidc/userinfo', { headers });
    const text = status === 200 ? `empresa.tipo: ${JSON.parse(body).empresa?.tipo}` : body.slice(0, 200);
    return { status, says: text, ms: performance.now() - start };
  };
}
