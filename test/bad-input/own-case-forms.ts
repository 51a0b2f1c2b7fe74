import { openCase } from '../../src/account/open-case.ts';
import { ownCasePath } from '../../src/account/tell-of-case.ts';
import type { Account } from '../../src/domain/account.ts';
import type { CaseKind } from '../../src/domain/cases/kinds/kinds.ts';
import { decideCase } from '../../src/features/cases/use-cases/decide-case.ts';
import { askPerson, assignCase } from '../../src/features/cases/use-cases/work-on-case.ts';
import { newReference } from '../../src/http/visitor.ts';
import type { Cast } from './cast.ts';
import { newColleague } from './desk-form.ts';
import { formAt, type OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

const texto = 'Fue el lunes pasado';

/** The page of a case for its person: an answer that the desk waits for, a withdrawal, and an appeal. */
export async function ownCaseForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const { deps } = scene;
  const { camila, jorge, maria } = cast;
  const form = (account: Account, folio: string, fields: OpenForm['fields']) =>
    formAt(scene, browser, 'own-case', '/caso', { token: ownCasePath(deps, account, folio).slice(6), ...fields });
  const { id: member } = await newColleague(scene, 'Talca');
  const [asked, kept, decided] = [
    await opened(scene, camila, 'reclamo'),
    await opened(scene, jorge, 'reclamo'),
    await opened(scene, maria, 'reclamo'),
  ];
  await askPerson(deps, { folio: asked, member }, '¿Cuándo fue la visita?');
  await assignCase(deps, { folio: decided, member }, member);
  await decideCase(deps, { folio: decided, member }, { outcome: 'rechazada', reason: 'La visita tenía motivo.' });
  return [
    form(camila, asked, { accion: 'answer', texto }),
    form(jorge, kept, { accion: 'withdraw' }),
    form(maria, decided, { accion: 'appeal', texto }),
  ];
}

/** A case that its person opens; returns its folio. */
export async function opened({ deps }: Scene, account: Account, kind: CaseKind): Promise<string> {
  const visitor = { network: '192.0.2.77', device: 'Firefox en Windows', reference: newReference() };
  return (await openCase(deps, { kind, openedBy: 'person', holder: { account } }, visitor)).folio;
}
