import type { DeskAgent } from '../../src/account/desk-budget.ts';
import { parseRun } from '../../src/domain/rut.ts';
import type { TestApp } from './app.ts';

/** A member of staff at the desk, who is no account. */
export const agente: DeskAgent = {
  id: '7a1e0f5c-2f7b-4f0e-9d6e-3f1f5d1c0a01',
  run: parseRun('44.000.001-0'),
  name: { given: 'Elisa', paternal: 'Contreras', maternal: 'Vera' },
  commune: '13101',
  roles: ['agente'],
  office: 'Santiago',
};

/** Why the desk acts in tests. */
export const because = { reason: 'llamada', words: 'Llamó porque no puede ingresar' } as const;

/** Where the desk sits. */
export const atDesk = { network: '192.0.2.10', device: 'Firefox en Windows', reference: 'CS-2222-2222' } as const;

/** The acts of the desk in the trail, oldest first. */
export const deskActsIn = ({ database }: Pick<TestApp, 'database'>) =>
  database.run<{ act: string; account_id: string | null; details: Readonly<Record<string, unknown>> }[]>((sql) =>
    sql('audit').where('act', 'like', 'desk.%').orderBy('id').select('act', 'account_id', 'details'),
  );

/** Moves the clock to the next noon of Santiago, when nothing that the desk does is odd. */
export function toNoon({ deps, advance }: Pick<TestApp, 'deps' | 'advance'>): void {
  const noon = deps.now();
  const from = noon.getTime();
  noon.setUTCHours(15, 0, 0, 0);
  advance(noon.getTime() - from + (noon.getTime() < from ? 24 * 3_600_000 : 0));
}
