import type { Notice } from '../../ports/notifier.ts';

/** A letter in words. The plain text and the HTML are made of the same parts. */
export interface Letter {
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly href: string };
  readonly details?: readonly { readonly label: string; readonly value: string }[];
  readonly footer: readonly string[];
  /** One segment of GSM-7, 160 characters at most. */
  readonly sms: string;
}

const footer = [
  'SENCE nunca le pedirá su clave por teléfono, SMS o correo.',
  'Si necesita ayuda, llame gratis al 800 80 10 30, de lunes a viernes de 9.00 a 18.00 horas.',
];

type Worded = Omit<Letter, 'footer'>;

const words: { readonly [K in Notice['kind']]: (notice: Extract<Notice, { kind: K }>) => Worded } = {
  'confirm-email': ({ link, hours }) => ({
    subject: 'Confirme su cuenta Clave Sence',
    title: 'Confirme su cuenta',
    paragraphs: [
      'Recibimos su registro en Clave Sence (CS). Para terminar, confirme que este correo es suyo.',
      `El enlace sirve una sola vez y vence en ${hours} horas. Si no lo confirma, el registro se borra.`,
      'Si usted no se registró, no haga nada: sin su confirmación no se crea ninguna cuenta.',
    ],
    action: { label: 'Confirmar mi cuenta', href: link },
    sms: 'SENCE: revise su correo y confirme su cuenta Clave Sence.',
  }),
  'account-created': () => ({
    subject: 'Su Clave Sence está lista',
    title: 'Su cuenta quedó confirmada',
    paragraphs: [
      'Ya puede ingresar a las plataformas de SENCE con su RUT y la clave que usted eligió.',
      'Su Clave Sence es personal e intransferible. No la comparta con nadie.',
    ],
    sms: 'SENCE: su Clave Sence esta lista. Si no la pidio usted, llame al 800801030.',
  }),
  'card-needed': () => ({
    subject: 'Falta el número de su cédula',
    title: 'Falta comprobar su identidad',
    paragraphs: [
      'Recibimos su registro en Clave Sence (CS), pero para crear esta cuenta necesitamos el número de su cédula vigente.',
      'Regístrese de nuevo en la página de Clave Sence y escriba el número de serie o documento de su cédula.',
      'Si no tiene una cédula vigente, llame gratis al 800 80 10 30.',
    ],
    sms: 'SENCE: registrese de nuevo con el numero de serie o documento de su cedula.',
  }),
  'company-registered': ({ razonSocial }) => ({
    subject: 'Registraron a su empresa en Clave Sence',
    title: 'Registraron a su empresa en Clave Sence',
    paragraphs: [
      `Alguien registró a ${razonSocial} en Clave Sence y lo indicó a usted como representante legal.`,
      'Si usted no lo sabía, llame gratis al 800 80 10 30.',
    ],
    sms: 'SENCE: registraron en Clave Sence a una empresa que usted representa. Si no lo sabia llame al 800801030.',
  }),
  'registration-attempted': ({ at, device }) => ({
    subject: 'Alguien intentó registrar su RUT',
    title: 'Su RUT ya tiene una Clave Sence',
    paragraphs: [
      'Alguien quiso registrar una cuenta nueva con su RUT. No cambiamos nada: su cuenta y su clave siguen igual.',
      'Si fue usted y no recuerda su clave, puede recuperarla en la página de Clave Sence.',
    ],
    details: [
      { label: 'Cuándo', value: at },
      { label: 'Equipo', value: device },
    ],
    sms: 'SENCE: alguien intento registrar su RUT. Su cuenta no cambio.',
  }),
  'new-device-login': ({ at, device, platform }) => ({
    subject: 'Ingreso desde un equipo nuevo',
    title: 'Ingresaron a su cuenta desde un equipo nuevo',
    paragraphs: [
      'Si fue usted, no tiene que hacer nada.',
      'Si no fue usted, recupere su clave cuanto antes y llame gratis al 800 80 10 30.',
    ],
    details: [
      { label: 'Cuándo', value: at },
      { label: 'Equipo', value: device },
      { label: 'Plataforma', value: platform },
    ],
    sms: 'SENCE: ingreso a su cuenta desde un equipo nuevo. Si no fue usted llame al 800801030.',
  }),
};

/** Says a notice in Spanish. No message carries a chosen key, a whole RUT or a link to another house (floor 4). */
export function wordsOf(notice: Notice): Letter {
  const make = words[notice.kind] as (notice: Notice) => Worded;
  return { ...make(notice), footer };
}

/** The letter as plain text. */
export function plainText({ title, paragraphs, action, details = [], footer: end }: Letter): string {
  const facts = details.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const link = action ? `${action.label}:\n${action.href}` : '';
  return [title, ...paragraphs, facts, link, '--', ...end].filter(Boolean).join('\n\n');
}
