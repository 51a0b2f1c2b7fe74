import type { WordsFor } from '../../shape/notices.ts';
import { callFor, happened } from './parts.ts';

/** Notices of a registration. */
export const registrationWords: WordsFor<
  'confirm-email' | 'account-created' | 'card-needed' | 'company-registered' | 'registration-attempted'
> = {
  'confirm-email': ({ link, hours }) => ({
    subject: 'Confirme su cuenta Clave Sence',
    title: 'Confirme su cuenta',
    paragraphs: [
      'Recibimos su registro en Clave Sence (CS). Para terminar, confirme que este correo es suyo.',
      `El enlace sirve una sola vez y vence en ${hours === 1 ? 'una hora' : `${hours} horas`}. Si no lo confirma, el registro se borra.`,
      'Si usted no se registró, no haga nada: sin su confirmación no se crea ninguna cuenta.',
    ],
    action: { label: 'Confirmar mi cuenta', href: link },
    sms: 'SENCE: revise su correo y confirme su cuenta Clave Sence.',
  }),
  'account-created': () => ({
    subject: 'Su Clave Sence está lista',
    title: 'Su cuenta quedó confirmada',
    paragraphs: [
      'Ya puede ingresar a las plataformas de SENCE con la Clave Sence que usted eligió.',
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
      `Si no tiene una cédula vigente, ${callFor('Mi cédula está vencida')}`,
    ],
    sms: 'SENCE: registrese de nuevo con el numero de serie o documento de su cedula.',
  }),
  'company-registered': ({ razonSocial }) => ({
    subject: 'Registraron a su empresa en Clave Sence',
    title: 'Registraron a su empresa en Clave Sence',
    paragraphs: [
      `Alguien registró a ${razonSocial} en Clave Sence y lo indicó a usted como representante legal.`,
      `Si usted no lo sabía, ${callFor('Registraron a mi empresa')}`,
    ],
    sms: 'SENCE: registraron en Clave Sence a una empresa que usted representa. Si no lo sabia llame al 800801030.',
  }),
  'registration-attempted': ({ at, device }) => ({
    subject: 'Alguien intentó registrar su RUT',
    title: 'Su RUT ya tiene una Clave Sence',
    paragraphs: [
      'Alguien quiso registrar una cuenta nueva con su RUT. No cambiamos nada: su cuenta y su clave siguen igual.',
      'Si fue usted y no recuerda su clave, puede recuperarla en la página de Clave Sence.',
      'Si no fue usted, no tiene que hacer nada.',
    ],
    details: happened({ at, device }),
    sms: 'SENCE: alguien intento registrar su RUT. Su cuenta no cambio.',
  }),
};
