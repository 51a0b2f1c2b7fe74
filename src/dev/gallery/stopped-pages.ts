import type { Profile } from '../../domain/account.ts';
import type { ThawedBy } from '../../domain/stopped-account.ts';
import type { GalleryPage } from './gallery-page.ts';
import { logInForm } from './log-in-form.ts';
import { refusedAt } from './refused.ts';

/**
 * A sign-in with the right key at a stopped account; the telephone is closed at night, and answered on a Monday
 * morning.
 */
const refused = (
  name: string,
  by: ThawedBy,
  profile: Profile,
  at: string,
  values: Record<string, string>,
): GalleryPage => ({
  name: `ingreso-cuenta-detenida${name}`,
  view: 'sign-in/form',
  locals: { ...logInForm, ...refusedAt('rut', ['account-frozen', { by, profile, at: new Date(at) }], values) },
});

const NIGHT = '2026-11-21T22:10:00-03:00';
const MORNING = '2026-11-23T10:15:00-03:00';

/** A stopped account at the sign-in: the way back first, the telephone with its hours second. */
export const stoppedPages: readonly GalleryPage[] = [
  refused('', 'card', 'natural', NIGHT, { rut: '44.000.001-0' }),
  refused('-robo', 'new-card', 'natural', MORNING, { rut: '44.000.001-0' }),
  refused('-empresa', 'representative', 'juridica', NIGHT, { rut: '44.000.001-0' }),
  refused('-migrante', 'desk', 'migrante', NIGHT, { rut: '44.000.001-0' }),
];
