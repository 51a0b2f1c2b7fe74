import { INVITATION_HOURS } from '../../../domain/facilitador/invitation.ts';
import type { FacilitadorPages } from '../../shape/pages/facilitador.ts';
import countries from '../countries.json' with { type: 'json' };

const TITLE = 'Solicitud de CS para Facilitador Extranjero';
const OVER = 'La solicitud terminó';
const BLANK = '______________________________';

/** The company's request for a foreign facilitador. */
export const facilitador: FacilitadorPages = {
  titles: {
    profiles: { natural: TITLE, juridica: TITLE, migrante: TITLE, facilitador: TITLE },
    expired: OVER,
    mail: 'Continúe con la solicitud',
    spentLink: OVER,
  },
  documentKinds: {
    pasaporte: 'Pasaporte',
    'documento-nacional': 'Documento nacional de identidad del país de origen',
    'otro-documento-de-viaje': 'Otro documento de viaje',
  },
  sexes: { F: 'Femenino', M: 'Masculino', X: 'Otro, o el documento no lo dice' },
  countries: countries.names,
  declaration: ({ rut, razonSocial }, representative) => ({
    title: 'Declaración jurada: facilitador extranjero',
    paragraphs: [
      `Yo, ${BLANK}, RUN ${representative}, represento legalmente a la empresa ${razonSocial}, RUT ${rut}.`,
      'Declaro bajo juramento, ante el Servicio Nacional de Capacitación y Empleo (SENCE), que:',
      '1. La empresa invitó a la persona que se nombra aquí como facilitador extranjero.',
      `Nombre completo: ${BLANK}`,
      `Tipo y número de su documento de identificación: ${BLANK}`,
      `País de origen: ${BLANK}`,
      '2. Los datos de la solicitud son verdaderos, y la copia del documento es fiel al original.',
      '3. Esa persona sabe que la empresa entrega sus datos a SENCE para solicitar su Clave Sence.',
      '4. La empresa avisará a SENCE cuando esa persona deje de ser su facilitador.',
      `Lugar y fecha: ${BLANK}`,
      `Firma del representante legal: ${BLANK}`,
    ],
  }),
  states: {
    recibida: 'Recibida',
    'en-revision': 'En revisión',
    observada: 'Por corregir',
    aprobada: 'Aprobada',
    rechazada: 'Rechazada',
  },
  over: { desistida: 'Retirada por la empresa', vencida: 'Terminó sin corregirse' },
  parts: {
    declaration: 'Declaración jurada',
    documentFile: 'Documento de Identificación',
    document: 'Número y tipo de documento',
    name: 'Nombres y apellidos',
    sex: 'Sexo',
    birthDate: 'Fecha de Nacimiento',
    country: 'País de Origen',
    email: 'Email',
  },
  next: {
    paragraphs: {
      'por-enviar': () => [
        'SENCE enviará la invitación al correo del facilitador. La empresa no recibe el enlace.',
        `Con ella, el facilitador revisa sus datos y elige su clave y su segundo factor. Tiene ${INVITATION_HOURS} horas.`,
      ],
      enviada: (until) => [
        `Enviamos la invitación al correo del facilitador. Su enlace sirve ${INVITATION_HOURS} horas: vence el ${until}.`,
        'Pídale que la abra en su propio equipo. Ahí revisa sus datos y elige su clave y su segundo factor.',
        'Si no le llegó, usted puede enviarla otra vez. Si ya no corresponde, puede retirarla.',
      ],
      vencida: () => [
        `El enlace venció a las ${INVITATION_HOURS} horas, y el facilitador no lo usó.`,
        'Usted puede enviarle la invitación otra vez, o retirarla.',
      ],
      activada: () => ['El facilitador aceptó la invitación. Ingresa con su NIE y con su propia clave.'],
      devuelta: () => ['El facilitador avisó de un error en sus datos. SENCE revisa la solicitud otra vez.'],
      retirada: () => ['La empresa retiró la invitación. Para invitar a esta persona, haga otra solicitud.'],
      detenida: () => [
        'No pudimos enviar la invitación. Le explicamos la razón en el correo de la empresa.',
        'Cuando la resuelva, haga otra solicitud.',
      ],
    },
    manage: { href: '/cuenta/facilitadores/invitaciones', text: 'Ir a las invitaciones' },
    whoSignIn: { href: '/cuenta/facilitadores', text: 'Quiénes pueden ingresar por la empresa' },
  },
};
