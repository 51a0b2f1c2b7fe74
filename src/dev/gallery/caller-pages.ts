import type { GalleryPage } from './gallery-page.ts';
import { texts } from './texts.ts';

const { titles } = texts.pages.caller;

const answered = (name: string, state: string, title: string): GalleryPage => ({
  name: `llamada-${name}`,
  view: 'caller/answered',
  locals: { title, state },
});

/** The link of the desk to the holder of an account about which a person telephones. */
export const callerPages: readonly GalleryPage[] = [
  {
    name: 'llamada',
    view: 'caller/ask',
    locals: {
      title: titles.ask,
      office: 'Temuco',
      numbers: ['18', '29', '47', '63'],
      until: '10.25 (hora de Santiago)',
      token: 'enlace',
      formAction: '/llamada',
      csrfToken: 'ficha-de-ejemplo',
    },
  },
  answered('si', 'confirmada', titles.yes),
  answered('no', 'negada', titles.no),
  answered('otro-numero', 'otro-numero', titles.other),
  answered('vencida', 'vencida', titles.over),
];
