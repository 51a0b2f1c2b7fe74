import { fileURLToPath } from 'node:url';
import { compileFile } from 'pug';
import { claimRows } from './claims.ts';
import type { Session } from './session.ts';

/** A page with one message and one link or button to continue. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly action: { readonly href: string; readonly label: string };
  readonly code?: string;
  readonly description?: string | undefined;
  /** Where the code is explained. */
  readonly explained?: string | undefined;
}

const view = (name: string) => compileFile(fileURLToPath(new URL(`./views/${name}.pug`, import.meta.url)));
const welcome = view('bienvenida');
const person = view('persona');
const notice = view('aviso');

const clock = new Intl.DateTimeFormat('es-CL', { timeStyle: 'medium', hourCycle: 'h23', timeZone: 'America/Santiago' });

/** The page of a user who has not signed in. */
export const welcomePage = (): string => welcome();

/** The page of a signed-in user: who they are, how their identity is known, and every claim received. */
export function personPage({ formToken, signIn }: Session): string {
  const { userInfo, idClaims, accessEndsAt } = signIn;
  const known: Readonly<Record<string, unknown>> = { ...idClaims, ...userInfo };
  const who = known.representante as { readonly name?: string; readonly identidad?: string } | undefined;
  return person({
    formToken,
    firstName: known.given_name ?? known.name,
    kind: (known.RolUnico as { tipo?: string } | undefined)?.tipo === 'NIE' ? 'NIE' : 'RUT',
    number: formatRut(known.rut),
    actsFor: who?.name,
    // A company has no identidad of its own: it is that of its representative.
    identity: known.identidad ?? who?.identidad,
    canRenew: signIn.refreshToken !== undefined,
    accessEndsAt: accessEndsAt && clock.format(accessEndsAt),
    expired: accessEndsAt !== undefined && accessEndsAt.getTime() <= Date.now(),
    rows: claimRows(idClaims, userInfo),
  });
}

/** The page of a notice. */
export const noticePage = (content: Notice): string => notice(content);

/** `12345678-5` as people write it, `12.345.678-5`; undefined for anything else. */
export function formatRut(rut: unknown): string | undefined {
  const [, digits, check] = /^(\d{1,9})-([\dK])$/.exec(String(rut)) ?? [];
  return digits && `${digits.replace(/\B(?=(\d{3})+$)/g, '.')}-${check}`;
}
