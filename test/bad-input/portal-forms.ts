import { rutOf } from '../../src/domain/account.ts';
import type { PortalState } from '../../src/domain/portal-client.ts';
import { portalData, portalForm } from '../helpers/portal.ts';
import type { Cast } from './cast.ts';
import { ownFormAt, withFiles } from './cuenta-forms.ts';
import type { OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

const HOME = '/desarrolladores/plataformas';

/** Every form of Desarrolladores, each about a client of its own; a draft that is deleted is no other form's. */
export async function portalForms(
  scene: Scene,
  { panaderia, rosa }: Cast,
  browser: string,
): Promise<readonly OpenForm[]> {
  const typed = { ...portalForm, sitio: '', privacidad: '', salidas: '', aviso_salida: '', llaves: '' };
  const at = (path: string, fields: OpenForm['fields']) =>
    ownFormAt(scene, browser, 'desarrolladores', panaderia, HOME + path, fields);
  const organisation = { rut: rutOf(panaderia), razonSocial: 'Panadería Los Andes SpA' };
  const clientIn = async (state: PortalState): Promise<string> => {
    const { portalClients, atomically } = scene.deps;
    const { id } = await portalClients.create({ organisation, data: portalData });
    await portalClients.newSecret(id);
    await atomically(() => portalClients.change(id, () => ({ state })));
    return `/${id}`;
  };
  const stranger = await clientIn('borrador');
  const { id } = await scene.deps.atomically(() =>
    scene.deps.machines.create({ organisation, name: 'Servidor de matrículas', apis: [] }),
  );
  const atMachines = (path: string, fields: OpenForm['fields']) =>
    ownFormAt(scene, browser, 'desarrolladores', panaderia, `/desarrolladores/maquinas/${path}`, fields);
  return [
    await at('/nueva', typed),
    await at('/nueva', { ...typed, metodo: 'private_key_jwt', llaves: '{"keys": []}', llaves_direccion: '' }),
    await at(`${await clientIn('borrador')}/editar`, typed),
    withFiles(await at(`${await clientIn('borrador')}/logo`, {})),
    await atMachines('nueva', { organizacion: rutOf(panaderia), nombre: 'Otro servidor', permiso_1: 'x' }),
    await atMachines(id, { accion: 'secreto', secreto_nombre: 'servidor 1', secreto_meses: '12' }),
    await atMachines(id, { accion: 'llave', llave_nombre: 'servidor 2', llave_meses: '3', llave: '{"kty": "EC"}' }),
    await atMachines(id, { accion: 'permisos', vistos: '', permiso_1: 'x' }),
    await atMachines(id, { accion: 'borrar', confirmo: '' }),
    await at(`${await clientIn('produccion')}/revision`, typed),
    await at(`${await clientIn('produccion')}/contactos`, { ...typed, tecnico2_nombre: '', tecnico2_correo: '' }),
    await at(await clientIn('borrador'), { accion: 'enviar' }),
    await at(await clientIn('en-revision'), { accion: 'retirar' }),
    await at(await clientIn('borrador'), { accion: 'borrar' }),
    await at(await clientIn('certificacion'), { accion: 'secreto' }),
    await at(await clientIn('produccion'), { accion: 'terminar', numero: '1' }),
    await ownFormAt(scene, browser, 'desarrolladores', rosa, HOME + stranger, { accion: 'secreto' }),
  ];
}
