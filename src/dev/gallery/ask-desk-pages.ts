import type { GalleryPage } from './gallery-page.ts';
import { refusedAt } from './refused.ts';
import { safeForm } from './register-form.ts';
import { texts } from './texts.ts';

const { titles, asks, profiles } = texts.pages.askDesk;

/** A Saturday, when the telephone is not answered. */
const phoneNow = texts.telephone.now(new Date('2026-11-28T15:00:00Z'));

type Reason = keyof typeof asks;
type Profile = keyof typeof profiles;

const form = (reason: Reason, profile: Profile, name: string, more: object = {}): GalleryPage => ({
  name: `atencion-${name}`,
  view: 'ask-desk/form',
  locals: {
    ...safeForm,
    title: titles[reason],
    formAction: '/atencion',
    reason,
    ask: asks[reason],
    profile,
    profiles: (reason === 'cedula-vencida'
      ? (['natural', 'juridica'] as const)
      : (['natural', 'juridica', 'migrante', 'facilitador'] as const)
    ).map((one) => ({ name: profiles[one], href: `?perfil=${one}`, current: one === profile })),
    ...more,
  },
});

const done = (reason: Reason, profile: Profile): GalleryPage => ({
  name: `atencion-folio-${reason}-${profile}`,
  view: 'ask-desk/done',
  locals: { title: titles.done, reason, profile, ask: asks[reason], folio: 'CS-7F3K-9QWM', phoneNow },
});

/** Atención en persona: the form of each reason, and the folio. */
export const askDeskPages: readonly GalleryPage[] = [
  form('cedula-vencida', 'natural', 'cedula-vencida'),
  form('cedula-vencida', 'juridica', 'cedula-vencida-empresa'),
  form('correo-perdido', 'natural', 'correo-perdido'),
  form('correo-perdido', 'juridica', 'correo-perdido-empresa'),
  form('correo-perdido', 'migrante', 'correo-perdido-migrante'),
  form('correo-perdido', 'facilitador', 'correo-perdido-facilitador'),
  form(
    'correo-perdido',
    'natural',
    'muchas',
    refusedAt('rut', ['too-many-contests', { until: new Date('2026-11-29T15:00:00Z') }], { rut: '44.000.001-0' }),
  ),
  done('cedula-vencida', 'natural'),
  done('cedula-vencida', 'juridica'),
  done('correo-perdido', 'natural'),
  done('correo-perdido', 'migrante'),
  done('correo-perdido', 'facilitador'),
];
