import test, { type ExecutionContext } from 'ava';
import { withinMs } from '../helpers/within-ms.ts';
import { type LiteralPages, walkLiteralPages } from './literal-pages.ts';

/** The literal words of the guides of 2019, and the pages on which they must stand. */
const literals: readonly (readonly [text: string, pages: readonly string[]])[] = [
  // Ingreso
  ['NO AUTORIZADO: CLAVE SENCE INCORRECTA', ['ingreso, clave incorrecta', 'portada', 'ayuda', 'más información']],
  ['NO AUTORIZADO: PERSONA NO REGISTRADA', ['ingreso, no registrada', 'portada', 'ayuda', 'más información']],
  [
    'Su clave es inválida por error de tipeo o no ha sido creada.',
    ['ingreso, clave incorrecta', 'ingreso, no registrada', 'portada', 'ayuda'],
  ],
  [
    'Solución: Regístrese, recupere su clave, modifíquela o actualice sus datos.',
    ['ingreso, clave incorrecta', 'ingreso, no registrada', 'portada', 'ayuda'],
  ],
  [
    'LA CLAVE INGRESADA CORRESPONDE AL SISTEMA ANTIGUO. FAVOR DEBE INGRESAR CON SU RUT Y CLAVE SENCE. SI NO LA TIENE O RECUERDA, CONSULTE LOS LINKS A CONTINUACIÓN.',
    ['ingreso, sistema antiguo', 'portada', 'ayuda', 'más información'],
  ],
  [
    'Solución: Vuelva a crear su Clave Sence, de acuerdo a los pasos descritos en el manual.',
    ['ingreso, sistema antiguo', 'portada', 'ayuda'],
  ],
  // Recuperar
  [
    'Su clave Sence (CS) será enviada por SMS a su celular dentro de los próximos 10 minutos.',
    ['recuperar natural, éxito'],
  ],
  ['Su clave Sence (CS) será enviada a su e-Mail dentro de los próximos 10 minutos.', ['recuperar natural, éxito']],
  [
    'Su clave Sence (CS) será enviada al e-Mail de la Empresa registrado dentro de los próximos 10 minutos.',
    ['recuperar jurídica, éxito'],
  ],
  [
    'Debe ingresar en primera instancia su Rut y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.',
    ['recuperar natural'],
  ],
  [
    'Debe ingresar en primera instancia el Rut de la Persona Jurídica y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.',
    ['recuperar jurídica'],
  ],
  [
    'IMPORTANTE: Asegúrese de tener sus datos de contacto actualizados antes de recuperar la CS, pues podría enviarse la clave a un e-mail que ya no tenga o no utilice.',
    ['recuperar natural', 'recuperar jurídica'],
  ],
  [
    'Para actualizar sus datos de contacto vaya a Actualizar Datos y seleccione la opción Actualizar Datos Persona Natural o bien presione aquí.',
    ['recuperar natural', 'cambiar natural'],
  ],
  [
    'Para cualquier consulta sobre recuperar la CS, llame al 800 80 10 30.',
    ['recuperar natural', 'recuperar jurídica'],
  ],
  ['Información para Recuperar CS', ['recuperar natural', 'recuperar jurídica']],
  ['No recuerdo la respuesta a mi pregunta secreta', ['recuperar natural, pregunta']],
  ['Número de serie cédula de identidad', ['recuperar natural, serie', 'recuperar jurídica, serie']],
  ['Se le enviará una clave al siguiente correo electrónico: camxxxx@corxxxx', ['recuperar natural, correo']],
  ['El email es correcto?', ['recuperar natural, correo', 'recuperar jurídica, correo']],
  ['Email Actual', ['recuperar natural, contactos', 'actualizar natural, datos']],
  ['Celular Actual', ['recuperar natural, contactos']],
  ['Sr(A) usuario(a), su clave Sence es: ', ['SMS']],
  // Cambiar and actualizar
  ['Generación de nueva clave Sence satisfactoria.', ['cambiar natural, éxito']],
  ['Para cualquier consulta sobre cambio de CS, llame al 800 80 10 30.', ['cambiar natural', 'cambiar jurídica']],
  ['Sus datos han sido actualizados correctamente.', ['actualizar natural, éxito']],
  [
    'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
    ['actualizar natural, éxito'],
  ],
  [
    'Por motivos de seguridad para garantizar que sólo Usted pueda modificar sus datos personales, se solicitará que responda la pregunta secreta.',
    ['actualizar natural, pregunta'],
  ],
  // Registrar
  [
    'El Sistema Clave SENCE, le permite a usted crear una CS que sirve para iniciar sesión en nuestros sistemas.',
    ['registrar natural', 'registrar jurídica'],
  ],
  [
    'INFORMACIÓN: Para obtener su CS es necesario que usted cuente con una cuenta de correo electrónico para que podamos enviarle su CS, si no posee una cuenta de correo electrónico favor presione aquí. Le sugerimos crear una cuenta de correo electrónico por ejemplo; Gmail.',
    ['registrar natural', 'registrar jurídica'],
  ],
  ['Para cualquier consulta sobre este proceso, llame al 800 80 10 30.', ['registrar natural', 'registrar jurídica']],
  [
    'NOTA: Cuando el registro corresponde a Persona Jurídica, los datos a completar en el formulario consideran el registro de su empresa (Rut Empresa; Razón Social; además de la pregunta y respuesta secreta establecida por seguridad). También deberá indicar la dirección y datos de contacto, registrar a su Representante Legal, e incluir la Clave Sence que usted defina para su registro y posterior acceso.',
    ['registrar jurídica'],
  ],
  ['Región y Comuna *', ['registrar jurídica']],
  ...['Región *', 'Comuna *'].map((text) => [text, ['registrar natural', 'actualizar natural, datos']] as const),
  ...['Clave CS *', 'Repetir Clave CS *'].map((text) => [text, ['registrar natural', 'registrar jurídica']] as const),
  ...['CS Nueva *', 'Repetir CS Nueva *'].map((text) => [text, ['cambiar natural, nueva']] as const),
  ['Rut Representante Legal *', ['recuperar jurídica, representante', 'cambiar jurídica']],
  // Captcha
  ...[
    'Validación de seguridad anti-Robots',
    'Queremos asegurarnos de que es una persona real quien está utilizando este sistema. Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:',
    'Refrescar',
    'Ingresar',
  ].map((text) => [text, ['registrar natural', 'registrar jurídica', 'recuperar natural, enviar']] as const),
  // Buttons
  ['Validar', ['recuperar natural', 'cambiar natural', 'actualizar natural']],
  ['Crear Cuenta', ['registrar natural', 'registrar jurídica']],
  ['Recuperar Clave', ['recuperar natural, enviar']],
  ['Cambiar Clave', ['cambiar natural, nueva']],
  ['Actualizar datos', ['actualizar natural, datos']],
  ['Aceptar', ['recuperar natural, éxito', 'cambiar natural, éxito', 'actualizar natural, éxito']],
  ['Volver', ['registrar natural', 'recuperar natural', 'cambiar natural', 'actualizar natural']],
  ['(*) Campos obligatorios.', ['registrar natural', 'recuperar natural', 'cambiar natural', 'actualizar natural']],
  // Home: chapter 1 of both guides
  [
    'CS: Sistema de registro para personas naturales, migrantes y jurídicas, en el cual el usuario podrá obtener su CS (Clave Sence) para ingresar a los otros sistemas',
    ['portada'],
  ],
  ...['Regístrese aquí', 'Recuperar CS aquí', 'Cambie su CS aquí', 'Actualice sus datos aquí'].map(
    (text) => [text, ['portada']] as const,
  ),
  ['Recuperar CS para Facilitador Extranjero', ['portada']],
  ['Solicitud de CS para Facilitador Extranjero', ['facilitador']],
  ...[
    'Le recordamos que, como requisito para obtener la Clave Sence',
    'Las Personas Naturales deben contar con Rut Chileno.',
    'Las Personas Jurídicas deben contar con Rut de la empresa u Otec vigente.',
    'Las Personas Migrantes deben contar con NIE o Número de Identidad Extranjero.',
    'Para generar esta clave debe contar con una cuenta de correo electrónico vigente.',
    'Si tiene alguna consulta llámenos gratis al 800 80 10 30, de lunes a viernes de 9.00 a 18.00 horas.',
    'El uso de su Clave Sence es de carácter personal e intransferible.',
    'La Clave Sence es propia de los sistemas del Sence, y no tiene relación actualmente con la Clave Única del Servicio de Registro Civil.',
  ].map((text) => [text, ['portada']] as const),
  [
    'La Clave Sence (CS) es una contraseña que pueden solicitar las personas, organismos y empresas para ingresar en algunas plataformas del Sence, y de esta manera, realizar sus trámites y acceder a los programas, instrumentos o beneficios de su interés.',
    ['más información'],
  ],
  [
    'Si al ingresar su Rut y Clave Sence, el sistema mostrara alguno de los siguientes mensajes por los que no puede iniciar sesión, se sugiere realizar los pasos indicados en el siguiente cuadro, y de acuerdo a su caso:',
    ['más información'],
  ],
  // Foot
  ...[
    'Dirección: Huérfanos 1273, Santiago - Chile.',
    'Teléfono 800 80 10 30',
    'Lunes a viernes de 9.00 a 18.00 horas',
  ].map(
    (text) => [text, ['portada', 'registrar natural', 'recuperar natural, éxito', 'cambiar natural, éxito']] as const,
  ),
];

/** Words of the guides that no page may have: why, and what replaces them. */
const changed: readonly (readonly [text: string, why: string, instead: string, page: string])[] = [
  [
    '(56-2) 800 80 10 30',
    'no area code goes before an 800 number: an error of the original',
    'Teléfono 800 80 10 30',
    'portada',
  ],
  ['SINO LA TIENE', 'an error of the scan', 'SI NO LA TIENE O RECUERDA', 'ingreso, sistema antiguo'],
  [
    'Su clave Sence será enviada por SMS a su celular dentro de los próximos 10 minutos.',
    'floor 4: a key that somebody chose is in no message',
    'SENCE le avisará de este cambio por SMS a su celular dentro de los próximos 10 minutos.',
    'cambiar natural, éxito',
  ],
  [
    'Su clave Sence será enviada a su e-Mail dentro de los próximos 10 minutos.',
    'floor 4: a key that somebody chose is in no message',
    'SENCE le avisará de este cambio a su e-Mail dentro de los próximos 10 minutos.',
    'cambiar natural, éxito',
  ],
  [
    'Pregunta Secreta * Seleccione... MI PAÍS',
    'the answer is asked for the question on file',
    'Pregunta Secreta: NOMBRE DE MI MASCOTA',
    'recuperar natural, pregunta',
  ],
  [
    'El email es correcto? SI NO',
    'written as Spanish writes them',
    '¿El email es correcto? * Sí No',
    'recuperar natural, correo',
  ],
];

/** Words of the request for a foreign facilitator, which is made by telephone for now. */
const later = [
  'Tamaño máximo permitido: 1 MB',
  'Formato de archivo permitidos .jpg|.png|.pdf',
  'Descargue AQUÍ la plantilla de declaración jurada (*.docx) relacionada al facilitador extranjero',
  'Ningún archivo seleccionado',
  'Realizar Solicitud',
  'Seleccionar archivo',
];

let walked: Promise<LiteralPages> | undefined;

/** The journeys of the guides are walked once for all tests. */
const pagesFor = (t: ExecutionContext): Promise<LiteralPages> => {
  t.timeout(withinMs(120_000));
  walked ??= walkLiteralPages(t);
  return walked;
};

test('[ux 23, guide words] every literal of the guides stands on the pages where it belongs, word for word', async (t) => {
  const pages = await pagesFor(t);
  const missing = literals.flatMap(([text, names]) =>
    names.filter((name) => !pages[name]?.includes(text)).map((name) => `${name}: ${text}`),
  );
  t.deepEqual(missing, [], missing.map((line) => pages[line.split(': ')[0] ?? '']).join('\n'));
});

test('[guide changed] what the floor changes has its own words, and the words of the guide are nowhere', async (t) => {
  const pages = await pagesFor(t);
  for (const [text, why, instead, page] of changed) {
    t.true(pages[page]?.includes(instead), `${page}: ${instead}`);
    for (const [name, words] of Object.entries(pages)) t.false(words.includes(text), `${name}: ${text} (${why})`);
  }
});

test('what is not built yet is promised on no page', async (t) => {
  const pages = await pagesFor(t);
  for (const text of later)
    for (const [name, words] of Object.entries(pages)) t.false(words.includes(text), `${name}: ${text}`);
});

test('[guide sms] the SMS is the one of the guide, with a provisional key in its place', async (t) => {
  const pages = await pagesFor(t);
  t.regex(pages.SMS ?? '', /^Sr\(A\) usuario\(a\), su clave Sence es: [2-9A-HJ-NP-Z]{8}\. Atte\. SENCE$/);
});
