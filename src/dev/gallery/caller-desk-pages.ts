import { momentOf } from '../../http/words/moments.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedWhole } from './recovery-form.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const { titles } = texts.pages.caller;
const mail = { contact: 'email', masked: 'c•••@c•••.example' };
const mobile = { contact: 'mobile', masked: '+56 9 •••• 0003' };
const address = '/mesa/llamada/ficha-de-ejemplo';
const hours = { until: '10.25 (hora de Santiago)', ended: '10.18 (hora de Santiago)' };
const sent = { channel: 'mail', state: 'sent', at: '10.15 (hora de Santiago)' };

const page = (name: string, locals: object): GalleryPage => ({
  name: `mesa-llamada${name}`,
  view: 'caller/desk',
  locals: {
    ...deskFrameFor(['agente'], 'search', [{ tab: 'search', href: '/mesa' }]),
    title: titles.desk,
    csrfToken,
    formAction: address,
    reload: address,
    sheet: '/mesa/abrir/ficha-de-ejemplo?motivo=llamada',
    errors: [],
    faults: {},
    of: '44.•••.•••-7',
    profile: 'natural',
    choices: [mail, mobile],
    ...locals,
  },
});

const call = (name: string, state: string, locals: object = {}): GalleryPage =>
  page(name, { call: { ...mail, ...hours, state, said: '47', delivery: sent, ...locals } });

const denied = (name: string, calls: readonly object[], more = false): GalleryPage => ({
  name: `mesa-llamadas${name}`,
  view: 'caller/denied',
  locals: {
    ...deskFrameFor(['revisor'], 'calls', [{ tab: 'calls', href: '/mesa/llamadas' }]),
    title: titles.denied,
    days: 30,
    calls,
    more,
  },
});

const row = { moment: momentOf(texts, now, now), of: '44.•••.•••-7', office: 'Mesa central', ...mail };

/** The page has no form. */
const none = { choices: [], csrfToken: undefined };

/** The agent who checks a caller, and the list of the calls that were not recognised. */
export const callerDeskPages: readonly GalleryPage[] = [
  page('', {}),
  page('-sin-elegir', refusedAt('contacto', 'call-contact-missing', {})),
  page('-muchas', refusedWhole('too-many-calls', { until: new Date('2026-11-21T17:10:00-03:00') })),
  page('-propia', refusedWhole('call-own-account', {})),
  page('-sin-contactos', none),
  page('-sin-contactos-empresa', { ...none, profile: 'juridica', of: '54.•••.•••-8' }),
  page('-sin-contactos-migrante', { ...none, profile: 'migrante', of: '19•.•••.•••-4' }),
  page('-sin-contactos-facilitador', { ...none, profile: 'facilitador', of: '19•.•••.•••-4' }),
  call('-enviando', 'enviada', { delivery: { ...sent, state: 'queued' } }),
  call('-enviada', 'enviada'),
  call('-abierta', 'enviada', { opened: '10.16 (hora de Santiago)' }),
  call('-confirmada', 'confirmada', { proved: '10.48 (hora de Santiago)' }),
  call('-negada', 'negada'),
  call('-otro-numero', 'otro-numero'),
  call('-reemplazada', 'reemplazada'),
  call('-vencida', 'vencida'),
  call('-retenida', 'sin-envio', { delivery: { ...sent, state: 'withheld', until: 'a las 10.40 (hora de Santiago)' } }),
  call('-no-salio', 'sin-envio', { delivery: { ...sent, state: 'refused' } }),
  denied('-ninguna', []),
  denied(
    '',
    [
      { ...row, agent: 'Elisa Contreras Vera', state: 'negada' },
      { ...row, ...mobile, agent: undefined, of: undefined, state: 'otro-numero' },
    ],
    true,
  ),
];
