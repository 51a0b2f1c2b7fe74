import type { SignInPages } from '../../shape/pages/sign-in.ts';

/** Steps of a sign-in, and why a browser cannot continue one. */
export const signIn: SignInPages = {
  titles: {
    key: 'Ingrese con su Clave Sence',
    create: 'Cree su Clave Sence',
    code: 'Pida un código para ingresar',
    factor: 'Use su segundo factor',
    addFactor: 'Agregue un segundo factor',
    youngFactor: 'Su segundo factor es nuevo',
    newDevice: 'Compruebe que es usted',
    proofLapsed: 'Escriba su clave otra vez',
    proofStopped: 'No puede seguir con este ingreso',
    mail: 'Reciba un enlace en su correo',
    mailSent: 'Revise su correo',
    consent: (client: string) => `${client} pide conocer estos datos`,
    identity: 'Compruebe su identidad',
    mobile: 'Confirme su celular',
    emailCheck: (masked: string) => `¿Sigue usando ${masked}?`,
    otherPerson: 'La plataforma espera a otra persona',
    provisionalKey: 'Cambie su clave provisoria',
    longerKey: 'Elija una clave más larga',
    company: 'Elija la empresa por la que ingresa',
    noCompany: 'Ninguna empresa lo tiene hoy como facilitador',
    linkWaits: 'Siga con su ingreso',
    linkDone: 'Ya puede escribir su clave',
    linkSpent: 'El enlace venció o ya se usó',
    doubt: '¿Pidió usted este cambio?',
    stopped: 'Solicitud en espera',
  },
  gone: {
    in: 'Ya ingresó',
    over: 'Este ingreso ya terminó',
    spent: 'Esta dirección de ingreso no sirve más',
    cookies: 'Su navegador no guarda cookies',
    elsewhere: 'Este ingreso comenzó en otro navegador',
    lapsed: 'Comience de nuevo su ingreso',
    away: 'Su ingreso comenzó en otro equipo',
  },
  profiles: {
    natural: 'Persona Natural',
    juridica: 'Persona Jurídica',
    migrante: 'Migrante',
    facilitador: 'Facilitador Extranjero',
  },
  factorLeads: {
    code: {
      afterKey: 'La clave es correcta. Ahora escriba el código de su aplicación.',
      asked: 'Esta plataforma pide también el código de su aplicación.',
    },
    printed: {
      afterKey: 'La clave es correcta. Ahora escriba uno de sus códigos de respaldo impresos.',
      asked: 'Esta plataforma pide también uno de sus códigos de respaldo impresos.',
    },
    passkey: {
      afterKey:
        'La clave es correcta. Ahora use su clave de acceso (passkey): su huella, su rostro o el PIN de su aparato.',
      asked: 'Esta plataforma pide también su clave de acceso (passkey): su huella, su rostro o el PIN de su aparato.',
    },
    either: {
      afterKey: 'La clave es correcta. Ahora use su clave de acceso (passkey), o escriba un código.',
      asked: 'Esta plataforma pide también su clave de acceso (passkey), o un código.',
    },
  },
  codeRight: 'El código es correcto. Ahora puede escribir su clave.',
  formOfBefore: 'Esta página llevaba mucho tiempo abierta, o usted abrió otra a la vez. Intente de nuevo.',
  backHome: 'Volver a la portada',
  backToClient: 'Volver a la plataforma',
  stopDevice: 'Detener el ingreso en el equipo',
  offline: {
    name: 'Después de cerrar su sesión',
    value: 'seguirá conociendo estos datos hasta 30 días',
  },
  actsAt: (api: string) => `Actuar por usted en ${api}`,
};
