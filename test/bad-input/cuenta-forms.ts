import { randomBytes, randomUUID } from 'node:crypto';
import { oidcStore } from '../../src/adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { Account } from '../../src/domain/account.ts';
import type { InternalClient } from '../../src/domain/internal-clients.ts';
import { principalId } from '../../src/domain/principal-id.ts';
import { SECRETS_KEY } from '../helpers/server-process.ts';
import { actorOf, type Cast } from './cast.ts';
import { visitOf } from './desk-form.ts';
import { waiting } from './link-forms.ts';
import { formAt, type OpenForm } from './open-form.ts';
import { KEY, type Scene } from './scene.ts';

const address = { calle: 'Los Boldos', numero: '7', block: '', departamento: '', region: '13', comuna: '13101' };
const phones = { telefono_particular: '223456789', telefono_trabajo: '' };
const contacts = { email: 'otra@correo.example', celular: '40000099', sin_celular: '' };

const enrolment = {
  nombre: 'Mi teléfono',
  digitos: '123456',
  codigo: '123456',
  serie: '512345678',
  accion: 'continuar',
};

/** Every form of Mi cuenta, each of another signed-in user: a form that is accepted ends no other's session. */
export async function cuentaForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const { rosa, pedro, camila, maria, marie, jorge, panaderia } = cast;
  const clave = scene.deps.policy.asksQuestion ? 'Quiltro-78' : 'Un quiltro en la plaza 78';
  const at = async (who: Account, path: string, fields: OpenForm['fields']) =>
    ownFormAt(scene, browser, 'cuenta', who, `/cuenta${path}`, fields);
  await giveFactor(scene, jorge);
  return [
    await at(jorge, '/sesiones', { accion: 'cerrar', sesion: await sessionOf(scene, jorge) }),
    await at(rosa, '/plataformas/torpe', { accion: 'desconectar' }),
    await at(marie, '/datos', { accion: 'detener', solicitud: await waiting(scene, marie, 'link-run') }),
    await at(pedro, '/datos/identidad', { serie: '523456789' }),
    await at(jorge, '/datos/celular', { accion: 'confirmar', codigo: '123456' }),
    await at(maria, `/datos/solicitud/${await waiting(scene, maria, 'replace-contacts')}`, {
      accion: 'cedula',
      serie: '512345678',
    }),
    await at(rosa, `/actividad/reclamo/${await visitOf(scene, rosa)}`, { reclamo: 'No llamé a la mesa.' }),
    await at(jorge, '/datos/documento', { actual: KEY, codigo: '123456' }),
    withFiles(await at(jorge, '/datos/copia-del-documento', { actual: KEY, codigo: '123456' })),
    await at(rosa, '/datos/descarga', { actual: KEY }),
    await at(jorge, '/solicitudes/nueva', { derecho: 'rectificacion', detalle: 'Mi nombre.', actual: '' }),
    await at(maria, '/solicitudes/nueva', { derecho: 'bloqueo', detalle: 'Un error.', actual: KEY }),
    await at(panaderia, '/solicitudes/nueva', { derecho: 'acceso', detalle: '', actual: '' }),
    await at(panaderia, '/facilitadores', { invitacion: 'x', actual: KEY, accion: 'fin' }),
    await at(panaderia, '/miembros', { miembro: 'x', meses: '12', actual: KEY, accion: 'fin' }),
    await at(panaderia, '/miembros/invitar', { email: 'x', rol: 'mira', meses: '12', actual: KEY, accion: 'invitar' }),
    await at(panaderia, '/miembros/invitaciones', { invitacion: 'x', accion: 'reenviar' }),
    await at(pedro, '/organizaciones', { miembro: 'x' }),
    await at(rosa, '/organizaciones/miembros', { miembro: 'x', meses: '12', actual: KEY, accion: 'fin' }),
    await at(rosa, '/organizaciones/miembros/invitar', { email: 'x', rol: 'mira', meses: '12', actual: KEY }),
    await at(rosa, '/organizaciones/miembros/invitaciones', { invitacion: 'x', accion: 'reenviar' }),
    await at(camila, '/organizaciones/invitacion/x', {}),
    await at(panaderia, '/facilitadores/invitaciones', { invitacion: 'x', accion: 'reenviar' }),
    await at(panaderia, '/datos/contacto', { email: 'otra@correo.example', celular: '40000099', actual: KEY }),
    await at(panaderia, '/facilitadores/solicitudes', {}),
    withFiles(await at(panaderia, '/facilitadores/solicitudes/FE-2222-2222/corregir', { version: '1', actual: KEY })),
    await at(panaderia, '/facilitadores/solicitudes/retirar', { solicitud: 'FE-2222-2222', actual: KEY }),
    await at(camila, '/datos/domicilio', { ...address, ...phones }),
    await at(camila, '/datos/contacto', { ...contacts, actual: KEY }),
    await at(camila, '/seguridad/pregunta', { pregunta: '2', respuesta: 'Chile', actual: KEY }),
    await at(camila, '/seguridad/clave', { clave, clave2: clave, actual: KEY }),
    await at(camila, '/seguridad/segundo-factor/aplicacion', enrolment),
    await at(camila, '/seguridad/segundo-factor/clave-de-acceso', { ...enrolment, nueva: '{}', reto_nueva: 'x' }),
    await at(jorge, '/seguridad/segundo-factor/nombre', { nombre: 'Mi teléfono' }),
    await at(jorge, '/datos/contacto', { ...contacts, actual: KEY, codigo: '123456' }),
    await at(jorge, '/seguridad/pregunta', { pregunta: '2', respuesta: 'Chile', actual: KEY, codigo: '123456' }),
    await at(jorge, '/datos/descarga', { actual: KEY, codigo: '123456' }),
    await at(jorge, '/solicitudes/nueva', { derecho: 'supresion', detalle: '', actual: KEY, codigo: '123456' }),
    await at(jorge, '/seguridad/segundo-factor/codigos', { codigo: '123456' }),
    await at(jorge, '/seguridad/segundo-factor/quitar', { codigo: '123456' }),
    await at(jorge, '/seguridad/segundo-factor/equipos', { accion: 'quitar', equipo: '1' }),
    await at(rosa, '/seguridad/hoja-de-respaldo', { actual: KEY, codigo: '123456', accion: 'hacer' }),
    await at(camila, '/detener', { accion: 'detener' }),
  ];
}

/** It has a file, and is sent as such. */
export const withFiles = (form: OpenForm): OpenForm => ({ ...form, files: true });

/** An app whose digits no one sees. */
export const giveFactor = ({ deps }: Scene, { id }: Account): Promise<void> =>
  deps.credentials.add([
    {
      id: randomUUID(),
      kind: 'totp',
      accountId: id,
      actor: undefined,
      content: { secret: deps.totp.newSecret() },
      label: 'Mi teléfono',
      cardAt: undefined,
      expiresAt: undefined,
    },
  ]);

/** A form of an internal client, in a session of its own. */
export async function ownFormAt(
  scene: Scene,
  browser: string,
  client: InternalClient,
  who: Account,
  path: string,
  fields: OpenForm['fields'],
): Promise<OpenForm> {
  const { ownSessions } = scene.deps;
  const token = await ownSessions.begin(client, {
    holder: await holderOf(scene, who),
    sessionUid: await sessionOf(scene, who),
  });
  const session = await ownSessions.use(client, token);
  if (session === 'idle' || session === 'over') throw new Error('the session did not begin');
  const form = formAt(scene, browser, `${client}:${session.id}`, path, fields);
  return { ...form, cookie: `${form.cookie}; cs_${client}=${token}` };
}

/** A session at the provider, as a sign-in makes one. */
async function sessionOf(scene: Scene, account: Account): Promise<string> {
  const accountId = await holderOf(scene, account);
  const uid = randomBytes(16).toString('base64url');
  const loginTs = Math.floor(Date.now() / 1000);
  const session = oidcStore(scene.database, deriveSecrets([SECRETS_KEY]), async () => {})('Session');
  await session.upsert(uid, { accountId, uid, kind: 'Session', loginTs, authorizations: {} }, 3600);
  return uid;
}

/** The signed-in user, as the provider names them; a company with who acts for it. */
async function holderOf(scene: Scene, account: Account): Promise<string> {
  return principalId(account.id, (await actorOf(scene, account))?.subject);
}
