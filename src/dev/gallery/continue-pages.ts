import { linesOf } from '../../features/key-change/done-step.ts';
import type { GalleryPage } from './gallery-page.ts';
import { recoverySentPages } from './recovery-sent-pages.ts';
import { texts } from './texts.ts';

const continuar = { client: 'Portal de Ejemplo', href: '/ingresar/ejemplo/continuar/ejemplo' };
const longName = {
  client: 'Organismo Técnico de Capacitación y Certificación de Competencias Laborales del Extremo Austral Limitada',
  href: continuar.href,
};

const sent = recoverySentPages.find(({ name }) => name === 'recuperar-exito-enviada')?.locals ?? {};
const delivered = [{ channel: 'mail', state: 'sent', at: '10.15 (hora de Santiago)' }];
const bare = { csrfToken: undefined, values: {}, faults: {}, errors: [] };

const page = (name: string, view: string, locals: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view,
  locals: { ...bare, continuar, ...locals },
});

/** Ends of journeys that began at a client: «Continuar en …». */
export const continuePages: readonly GalleryPage[] = [
  page('continuar-recuperar', 'recovery/sent', sent),
  page('continuar-recuperar-nombre-largo', 'recovery/sent', { ...sent, continuar: longName }),
  page('continuar-recuperar-enlace', 'recovery/sent', {
    ...sent,
    policy: 'segura',
    byLink: true,
    lines: [
      'Un enlace para recuperar su clave será enviado a su e-Mail dentro de los próximos 10 minutos.',
      'Un código será enviado por SMS a su celular dentro de los próximos 10 minutos.',
    ],
  }),
  page('continuar-enlace-listo', 'recovery/link-done', { title: 'Su clave nueva está lista' }),
  page('continuar-recuperacion-terminada', 'recovery/expired', { title: 'La recuperación terminó' }),
  page('continuar-cambio-terminado', 'key-change/expired', { title: 'El cambio terminó' }),
  page('continuar-cambiar', 'key-change/done', {
    title: 'Éxito',
    profile: 'natural',
    identifier: '44.000.001-0',
    lines: linesOf(texts, 'natural', { mail: true }),
    deliveries: delivered,
    reference: 'CS-7F3K-9QWM',
  }),
  page('continuar-actualizar', 'data-update/done', {
    title: 'Éxito',
    profile: 'natural',
    identifier: '44.000.001-0',
    atOnce: true,
    lines: ['Sus datos quedaron actualizados.'],
    deliveries: delivered,
    reference: 'CS-7F3K-9QWM',
  }),
  page('continuar-disputa', 'identity/contest-identity/done', {
    title: 'La cuenta sigue siendo suya',
    profile: 'natural',
    outcome: 'kept',
  }),
];
