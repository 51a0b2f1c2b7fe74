import type { Page } from 'playwright-core';
import type { StaffRole } from '../../src/domain/staff.ts';
import { because } from '../helpers/desk.ts';
import { openStaff, type StaffGiven } from '../helpers/staff.ts';
import type { Stage } from './stage.ts';
import { fill, follow, press } from './steps.ts';

type Given = Partial<StaffGiven> & { readonly roles: readonly [StaffRole, ...StaffRole[]] };

/** Who works at the desk in the sheets. */
export const desk = {
  agent: { roles: ['agente'], office: 'Santiago' },
  counter: {
    roles: ['mostrador'],
    office: 'OMIL Talca',
    name: { given: 'Tomás', paternal: 'Rojas', maternal: 'Pino' },
  },
  reviewer: { roles: ['revisor'], office: 'Maule', name: { given: 'Ana', paternal: 'Soto', maternal: 'Reyes' } },
} as const satisfies Readonly<Record<string, Given>>;

/** Makes the browser one of a member of staff with a session, and gives the member. */
export async function become(page: Page, { app }: Stage, given: Given) {
  const { token, member } = await openStaff(app, given);
  await page.context().addCookies([{ name: 'cs_mesa', value: token, url: app.issuer }]);
  return member;
}

/** Follows a link of the page by its words. */
export const goTo = (page: Page, name: string | RegExp): Promise<void> =>
  follow(page, page.getByRole('link', { name }).first());

/** Searches for a person. */
export async function search(page: Page, { app }: Stage, words: string): Promise<void> {
  await page.goto(`${app.issuer}/mesa`);
  await fill(page, { busqueda: words });
  await press(page, 'Buscar');
}

/** Gives the reason that a page of the desk asks for, and presses its button. */
export async function giveReason(page: Page, button: string): Promise<void> {
  await fill(page, { motivo: because.reason, por_que: because.words });
  await press(page, button);
}

/** Opens the first case of the queue with a reason. */
export async function openFirstCase(page: Page, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/mesa/casos`);
  await goTo(page, /^Abrir/);
  await fill(page, { motivo: 'resolver' });
  await press(page, 'Abrir el caso');
}
