import { documentKinds } from '../../account/hold-kinds.ts';
import type { Here } from '../../account/who-is-in.ts';
import { type Moment, momentOf } from '../../http/words/moments.ts';
import type { Hold } from '../../ports/holds.ts';
import type { RightRequest } from '../../ports/right-requests.ts';
import { holdWords } from '../pending-changes/hold-words.ts';
import { rightView } from '../privacy/right-words.ts';
import { hasMobileToConfirm } from './confirm-mobile.ts';
import type { Pending } from './use-cases/list-pending.ts';

/** Something that waits: what it is, what it means, when it happens, and the page where one acts on it. */
export interface PendingItem {
  readonly what: string;
  readonly text: string;
  /** A moment with its label: «Se hará», «Cuándo». */
  readonly when?: { readonly label: string; readonly moment: Moment } | undefined;
  readonly href: string;
  readonly action: string;
}

type Holder = Pick<Here, 'account' | 'actor'>;

/** Everything that waits in an account, what may take it away first. */
export function pendingItems(here: Holder, pending: Pending, now: Date): readonly PendingItem[] {
  return [
    ...contestItem(here, pending, now),
    ...pending.holds.filter(({ kind }) => kind !== 'contest').map((hold) => holdItem(hold, now)),
    ...(pending.recovering ? [recoveryItem] : []),
    ...(here.account.keyNeedsCard ? [keyItem] : []),
    ...(pending.emailRefusedAt ? [emailItem(pending.emailRefusedAt, now)] : []),
    ...(hasMobileToConfirm(here) ? [mobileItem] : []),
    ...pending.rights.map((request) => rightItem(request, now)),
  ];
}

function contestItem({ account }: Holder, { holds }: Pending, now: Date): readonly PendingItem[] {
  if (!account.contest) return [];
  // A NIE is never contested here: no card could be compared with it (features/identity/use-cases/contest-nie.ts).
  const what = 'Otra persona dice que este RUT es suyo';
  if (account.contest === 'desk')
    return [
      {
        what,
        text: 'Lo revisan dos personas, con los documentos a la vista.',
        href: '/cuenta/datos#identidad',
        action: 'Ver qué hacer',
      },
    ];
  const hold = holds.find(({ kind }) => kind === 'contest');
  return [
    {
      what,
      text: 'Muestre su cédula desde este equipo: con eso termina.',
      when: hold && { label: 'Plazo', moment: momentOf(hold.dueAt, now) },
      href: '/cuenta/datos/identidad',
      action: 'Comprobar con mi cédula',
    },
  ];
}

function holdItem({ id, kind, folio, dueAt }: Hold, now: Date): PendingItem {
  const byDocument = documentKinds.includes(kind);
  return {
    what: `Solicitud en espera: ${holdWords[kind].charAt(0).toLowerCase()}${holdWords[kind].slice(1)}`,
    text: `Folio ${folio}. Hasta entonces nada cambia. Si no la pidió usted, deténgala.`,
    when: { label: 'Se hará', moment: momentOf(dueAt, now) },
    href: byDocument ? `/cuenta/datos/solicitud/${id}` : '/cuenta/datos#espera',
    action: byDocument ? 'No fui yo' : 'Ver o detener',
  };
}

const recoveryItem: PendingItem = {
  what: 'Pidieron recuperar su clave',
  text: 'Su clave de ahora sirve mientras nadie elija otra. Si no fue usted, vea qué hacer.',
  href: '/cuenta/no-fui-yo',
  action: 'No fui yo',
};

const keyItem: PendingItem = {
  what: 'Cambiaron los representantes en el SII',
  text: 'Para elegir otra clave, uno vigente debe mostrar su cédula.',
  href: '/cuenta/representantes',
  action: 'Ver los pasos',
};

const emailItem = (at: Date, now: Date): PendingItem => ({
  what: 'Su correo rechazó un mensaje nuestro',
  text: 'Ahí le llegan los avisos y los mensajes para recuperar su clave. Si ya no lo usa o está mal escrito, cámbielo.',
  when: { label: 'Cuándo', moment: momentOf(at, now) },
  href: '/cuenta/datos/contacto',
  action: 'Cambiar correo o celular',
});

const mobileItem: PendingItem = {
  what: 'Su celular está sin confirmar',
  text: 'Todavía no le llegan ahí los avisos ni los mensajes para recuperar su clave.',
  href: '/cuenta/datos/celular',
  action: 'Confirmar mi celular',
};

function rightItem(request: RightRequest, now: Date): PendingItem {
  const { name, folio, due, late } = rightView(request, now);
  return {
    what: name,
    text: late
      ? `Folio ${folio}. Debíamos responder a más tardar el ${due}. Llame gratis al 800 80 10 30.`
      : `Folio ${folio}. Responderemos a más tardar el ${due}.`,
    href: `/cuenta/solicitudes/${folio}`,
    action: 'Ver la solicitud',
  };
}
