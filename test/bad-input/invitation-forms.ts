import { randomUUID } from 'node:crypto';
import type { Nie } from '../../src/domain/nie.ts';
import { parseRun, type Rut } from '../../src/domain/rut.ts';
import { facilitador } from '../helpers/facilitador-data.ts';
import { digitsAt } from '../helpers/totp.ts';
import type { Cast } from './cast.ts';
import { formAt, type OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

/** The pages of an invitation's link: to send it back, to begin an account, and to add a company to one. */
export async function invitationForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const { deps } = scene;
  const fresh = { nie: '199000777-7' as Nie, email: 'ines@correo.example' };
  const held = { nie: cast.facilitador.identifier as Nie, email: cast.facilitador.personal.email };
  const form = (path: string, token: string, fields: Record<string, string>) =>
    formAt(scene, browser, 'invitation', path, { token, ...fields });
  const token = await sent(scene, cast, fresh);
  const secret = deps.totp.newSecret();
  const borrador = deps.tokens.pack('invitation-draft', { secret, token, at: deps.now().toISOString() });
  const key = 'Quiltro-55';
  return [
    form('/invitacion/devolver', await sent(scene, cast, fresh), { motivo: 'Mi apellido es otro.' }),
    form('/invitacion', token, {
      borrador,
      clave: key,
      clave2: key,
      pregunta: '2',
      respuesta: 'limonero',
      digitos: digitsAt(secret, deps.now()),
    }),
    form('/invitacion', await sent(scene, cast, held), { actual: key, codigo: '123456' }),
  ];
}

/** An invitation that was sent, and the token of its link. */
async function sent(
  { deps }: Scene,
  { panaderia }: Cast,
  { nie, email }: { readonly nie: Nie; readonly email: string },
): Promise<string> {
  const id = randomUUID();
  const sending = randomUUID();
  const rut = panaderia.identifier as Rut;
  const company = { accountId: panaderia.id, rut, razonSocial: 'Panadería Los Andes SpA' };
  const expiresAt = new Date(deps.now().getTime() + 24 * 3_600_000);
  const { facilitadorInvitations, now } = deps;
  const askedBy = { subject: panaderia.subject, run: parseRun('44.000.001-0') };
  const asked = { id, folio: `FE-${id.slice(0, 8)}`, company, askedBy, data: facilitador(email), approvedAt: now() };
  await deps.atomically(async () => {
    await facilitadorInvitations.queue(asked);
    await facilitadorInvitations.change(id, ['por-enviar'], { state: 'enviada', nie, sending, expiresAt });
  });
  return deps.links.issue('invitation', panaderia.id, expiresAt, sending, { contact: email });
}
