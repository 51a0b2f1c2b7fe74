import { openFacilitadorCase } from '../../src/account/open-facilitador-case.ts';
import type { Rut } from '../../src/domain/rut.ts';
import { caseAddress } from '../../src/features/cases/tickets.ts';
import { facilitador } from '../helpers/facilitador-data.ts';
import { onePage } from '../helpers/files/pdfs.ts';
import { receive } from '../helpers/files/receive.ts';
import { actorOf, type Cast } from './cast.ts';
import { deskForm } from './desk-form.ts';
import type { OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

const reason = 'No es como en el documento';
const parts = ['declaracion', 'archivo', 'documento', 'nombre', 'sexo', 'nacimiento', 'pais', 'correo'];

/** The page on which the desk reviews a company's request: the zone that is compared, and «Pedir que corrija». */
export async function reviewForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const folio = await askedFor(scene, cast);
  const form = (fields: OpenForm['fields']) =>
    deskForm(scene, browser, (here) => `${caseAddress(scene.deps, here, 'caso', folio)}/copia/1`, fields);
  return [
    await form({ accion: 'comparar', version: '1', zona: 'P<PERQUISPE<MAMANI<<INES', revisado: 'x' }),
    await form({ accion: 'observar', version: '1', ...Object.fromEntries(parts.map((part) => [part, reason])) }),
  ];
}

/** A request with its case; gives the folio. */
async function askedFor(scene: Scene, { panaderia }: Cast): Promise<string> {
  const { deps } = scene;
  const askedBy = await actorOf(scene, panaderia);
  if (!askedBy) throw new Error('the company has no representative');
  const own = { owner: { accountId: panaderia.id } };
  const declaration = await receive(scene, onePage(), { ...own, purpose: 'declaracion' });
  const document = await receive(scene, onePage(), { ...own, purpose: 'documento-facilitador' });
  const company = { accountId: panaderia.id, rut: panaderia.identifier as Rut, razonSocial: 'Panadería Los Andes SpA' };
  return deps.atomically(async () => {
    const request = await deps.facilitadorRequests.open({
      company,
      askedBy,
      data: facilitador('revisada@correo.example'),
      files: { declaration: declaration.id, document: document.id },
    });
    await openFacilitadorCase(deps, request);
    return request.folio;
  });
}
