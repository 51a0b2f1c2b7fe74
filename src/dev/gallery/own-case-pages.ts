import { type OwnAct, ownActsOf } from '../../domain/cases/own-page.ts';
import { answerView } from '../../features/cases/answer-view.ts';
import { ownCaseView } from '../../features/cases/own-view.ts';
import type { CaseMessage, DeskCase } from '../../ports/cases.ts';
import { ago, sampleCase, seenCase } from './case-samples.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { withFaults } from './refused.ts';
import { texts } from './texts.ts';

const { titles, ownDone } = texts.cases;
const asked: CaseMessage = { author: 'staff', member: '1', text: '¿Tiene otro documento vigente?', at: ago(30) };

const own = (name: string, one: DeskCase, messages: readonly CaseMessage[] = [], locals: object = {}): GalleryPage => {
  const may: readonly OwnAct[] = ownActsOf(one, now);
  return {
    name: `caso${name}`,
    view: 'cases/own',
    locals: {
      ...ownCaseView(texts, one, { messages }, now),
      title: titles.own,
      csrfToken: may.length > 0 ? csrfToken : undefined,
      may,
      token: 'boleto',
      values: {},
      errors: [],
      faults: {},
      ...locals,
    },
  };
};

const waits = { ...seenCase, kind: 'factor-perdido', state: 'espera-persona', waitingSince: ago(30) } as const;
const end = { outcome: 'rechazada', reason: 'El documento no es de la persona de la cuenta.', at: ago(3) } as const;
const decided = { ...waits, state: 'resuelta', waitingSince: undefined, decision: { ...end, by: ['1', '2'] } } as const;

const rejected = { ...decided, kind: 'correo-perdido' } as const;
const answer = (name: string, one: DeskCase): GalleryPage => ({
  name: `caso-respuesta${name}`,
  view: 'cases/answer',
  locals: { title: titles.answer, ...answerView(texts, { one, decision: one.decision ?? rejected.decision }, now) },
});

/** The page of a case for its person, in each state. */
export const ownCasePages: readonly GalleryPage[] = [
  own('-visita', sampleCase('documento-migrante', 'CS-7F3K-92QX')),
  own('-pregunta', waits, [asked]),
  own('-otra-copia', { ...waits, kind: 'copia-migrante' }, [asked]),
  own('-pregunta-vacia', waits, [asked], withFaults({ texto: 'complaint-short' }, { texto: 'Sí' })),
  own('-pregunta-reclamo', { ...waits, kind: 'reclamo' }, [asked]),
  own(
    '-respondido',
    { ...waits, state: 'en-revision', waitingSince: undefined },
    [asked, { author: 'person', text: 'Sí, mi pasaporte.', at: ago(2) }],
    { done: ownDone.answer },
  ),
  own('-decidido', { ...decided, corrections: [{ by: '1', text: 'El documento era un pasaporte.', at: ago(1) }] }),
  own('-empresa', waits, [asked], { company: 'Panadería Los Andes SpA' }),
  own('-desistido', { ...waits, state: 'desistida', closedAt: ago(0) }, [asked], { done: ownDone.withdraw }),
  answer('', rejected),
  answer('-otra-vez', { ...rejected, first: rejected.decision, decision: undefined }),
  answer('-segunda', { ...rejected, first: { ...rejected.decision, at: ago(60) } }),
  answer('-tarde', { ...rejected, closedAt: ago(1) }),
  { name: 'caso-vencido', view: 'cases/own-gone', locals: { title: titles.ownGone } },
];
