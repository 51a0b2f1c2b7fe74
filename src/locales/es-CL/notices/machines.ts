import type { MachineNews } from '../../../ports/notice.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { instant } from './values.ts';

const news: Readonly<Record<MachineNews, { readonly title: string; readonly text: string }>> = {
  created: {
    title: 'Crearon una máquina de su organización',
    text: 'Es un programa que llama a sistemas en nombre de la organización. Todavía no tiene credenciales.',
  },
  removed: {
    title: 'Terminó una máquina de su organización',
    text: 'Desde ahora ese programa no puede llamar a ningún sistema.',
  },
  'scopes-changed': {
    title: 'Cambiaron los permisos de una máquina',
    text: 'Lo que se agregó ya sirve. Lo que se quitó ya no sirve, y sus tokens tampoco. Si nadie de ustedes lo pidió, revise la máquina.',
  },
  'credential-made': {
    title: 'Crearon una credencial de una máquina',
    text: 'Con ella un programa actúa en nombre de la organización. Si nadie de ustedes la pidió, termínela.',
  },
  'credential-ended': {
    title: 'Terminó una credencial de una máquina',
    text: 'Desde ahora esa credencial no sirve.',
  },
  'credential-ends': {
    title: 'Una credencial de su máquina está por terminar',
    text: 'Cree otra, cámbiela en el programa y termine la anterior.',
  },
};

/** Notices to the mailbox of an organisation about its machines. */
export const machineWords: WordsFor<'machine-news'> = {
  'machine-news': ({ at, news: what, machine, who, credential, added, taken, link, until }) => ({
    subject: news[what].title,
    title: news[what].title,
    paragraphs: [news[what].text],
    details: [
      { label: 'Máquina', value: machine },
      ...(credential ? [{ label: 'Credencial', value: credential }] : []),
      ...(added ? [{ label: 'Agregó', value: added }] : []),
      ...(taken ? [{ label: 'Quitó', value: taken }] : []),
      ...(who ? [{ label: 'Quién', value: who }] : []),
      // Of an end to come, when the mail was written says nothing.
      ...(what === 'credential-ends' ? [] : [{ label: 'Cuándo', value: instant(at) }]),
      // One that ended has no end to come.
      ...(until && what !== 'credential-ended' ? [{ label: 'La credencial vale hasta', value: instant(until) }] : []),
    ],
    action: { label: what === 'removed' ? 'Ver sus máquinas' : 'Ver la máquina', href: link },
    sms: 'SENCE: hay novedades de una maquina de su organizacion. Vea su correo.',
  }),
};
