import { addNamedInvitation, namingForm } from '../helpers/public-bodies.ts';
import { deskForm } from './desk-form.ts';
import type { OpenForm } from './open-form.ts';
import type { Scene } from './scene.ts';

/** The forms of the desk about public bodies: a first person is named, and an invitation is sent again. */
export async function bodyForms(scene: Scene, browser: string): Promise<readonly OpenForm[]> {
  const id = await addNamedInvitation(scene);
  return [
    await deskForm(scene, browser, '/mesa/organismos/nombrar', { ...namingForm }),
    await deskForm(scene, browser, `/mesa/organismos/${id}`, { accion: 'reenviar' }),
  ];
}
