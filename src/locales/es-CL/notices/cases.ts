import type { CaseNews } from '../../../ports/notice.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { callDesk, folioRow } from './parts.ts';
import { longDay } from './values.ts';

const texts: Readonly<Record<CaseNews, string>> = {
  opened: 'Recibimos su pedido de que veamos su documento en persona. Ahí lee cómo va. Nada de su cuenta cambió.',
  received: 'La mesa de ayuda recibió su caso. Ahí ve en qué va y hasta cuándo le respondemos.',
  asked: 'La mesa de ayuda le hizo una pregunta. Mientras no responda, el plazo de su caso está en pausa.',
  'to-correct': 'SENCE revisó su solicitud y pide corregir algo. Mientras tanto, el plazo de su caso está en pausa.',
  extended: 'La mesa de ayuda amplió el plazo de su caso, y le dice por qué.',
  decided: 'La mesa de ayuda decidió su caso. Ahí lee el resultado, las razones y qué puede hacer.',
  withdrawn: 'Usted retiró su caso: terminó sin decidirse. Nada de su cuenta cambió.',
  corrected: 'La mesa de ayuda corrigió un error en la decisión de su caso. El resultado no cambia.',
};

/** Until when the person is waited for; a case without an end waits. */
const waits: Readonly<Partial<Record<CaseNews, (until: string | undefined) => string>>> = {
  opened: (until) => (until ? `Muestre su documento a más tardar el ${until}. Después el caso termina.` : ''),
  asked: (until) =>
    until
      ? `Responda a más tardar el ${until}, hora de Santiago. Después el caso termina sin su respuesta.`
      : 'Puede responder cuando quiera: el caso lo espera.',
  'to-correct': (until) =>
    until
      ? `Corrija en Mi cuenta, «Facilitadores», a más tardar el ${until}, hora de Santiago. Después la solicitud termina.`
      : '',
};

/** What happens with a case of the desk. */
export const caseWords: WordsFor<'case-news'> = {
  'case-news': ({ news, folio, link, until }) => ({
    subject: 'Novedades de su caso en la mesa de ayuda',
    title: 'Novedades de su caso',
    paragraphs: [
      texts[news],
      ...[waits[news]?.(until && longDay(until)) ?? ''].filter(Boolean),
      `Por su seguridad este correo no dice más. Si usted no pidió nada, ${callDesk('No fui yo')}`,
    ],
    details: folioRow(folio),
    action: { label: 'Ver mi caso', href: link },
    sms: `SENCE: hay novedades de su caso ${folio}. Lea el correo que le enviamos o llame al 800801030.`,
  }),
};
