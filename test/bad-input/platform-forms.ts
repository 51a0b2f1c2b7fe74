import { caseAddress } from '../../src/features/cases/tickets.ts';
import { platformIn, underReview } from '../helpers/platforms.ts';
import { deskForm } from './desk-form.ts';
import type { OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

const reason = 'Explique para qué lo usa';

/** The forms of the desk about clients of organisations: comments on a review, and the two about a suspension. */
export async function platformForms(scene: Scene, browser: string): Promise<readonly OpenForm[]> {
  const { folio } = await underReview(scene);
  const used = await platformIn(scene, 'produccion');
  const suspended = await platformIn(scene, 'suspendida');
  const comments = { accion: 'observar', version: '1', c_nombre: reason, c_vuelta: reason, c_finalidad: reason };
  return [
    await deskForm(scene, browser, (here) => `${caseAddress(scene.deps, here, 'caso', folio)}/plataforma`, comments),
    await deskForm(scene, browser, `/mesa/plataformas/${used.id}`, {
      accion: 'suspender',
      motivo: 'incumplimiento',
      ahora: 'si',
    }),
    await deskForm(scene, browser, `/mesa/plataformas/${suspended.id}`, { accion: 'levantar' }),
  ];
}
