import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';

/** Refusals of a company's request for a foreign facilitador. */
export const facilitadorRefusals = {
  'facilitador-email-company': () => ({
    text: 'Ese correo es de la empresa o de su dominio. Escriba uno que solo lea el facilitador.',
  }),
  'facilitador-underage': ({ years }) => ({
    text: `El facilitador debe tener ${years} años o más. Revise la fecha de nacimiento.`,
  }),
  'facilitador-changed': () => ({
    text: 'La solicitud ya no está como usted la vio. Revise su estado: esta vez no recibimos nada.',
  }),
  'facilitador-parts-missing': () => ({
    text: 'Uno de los archivos ya no está disponible, o la revisión lo rechazó. Cámbielo y envíe la solicitud otra vez.',
  }),
  'too-many-facilitadores': ({ until }) => ({
    text: `La empresa ya hizo 10 solicitudes en un día. Podrá hacer otra ${moments.opensAt(until)}.`,
  }),
  'document-number-invalid': () => ({
    text: 'Escriba el número como está en el documento: letras sin tilde y números, con un número al menos.',
  }),
  'birth-date-invalid': () => ({
    text: 'Escriba una fecha que exista, con día, mes y año. Por ejemplo, 01-12-1992.',
  }),
  'name-invalid': () => ({
    text: 'Escriba el nombre como está en el documento: solo letras, espacios, guiones y apóstrofos.',
  }),
  'children-invalid': () => ({ text: 'Escriba un número de 0 a 30, o deje el campo vacío.' }),
  'invitation-over': () => ({ text: 'Esta invitación ya no está vigente.' }),
  'invitation-unchosen': () => ({ text: 'Elija una invitación.' }),
  'invitation-returned-often': () => ({
    text: 'Ya devolvió la invitación 3 veces. Si hay algo mal, no la acepte. La empresa puede hacer otra solicitud, con otro correo de usted.',
  }),
  'invitation-return-late': () => ({
    text: 'SENCE ya borró las copias que revisó: la mesa no puede revisarlas otra vez. Si hay algo mal, no acepte. La empresa puede hacer otra solicitud.',
  }),
  'invitation-gone': () => ({ text: 'Esa invitación ya terminó. Elija una de las que aparecen en esta página.' }),
  'too-many-invitations': ({ until }) => ({
    text: `Ya enviamos esta invitación 3 veces en un día. Podrá enviarla otra vez ${moments.opensAt(until)}.`,
  }),
  'invitation-sent-often': ({ times }) => ({
    text: `La enviamos otra vez ${times} veces, y no se puede más. Retírela y haga otra solicitud.`,
  }),
  'member-unchosen': () => ({ text: 'Elija una opción de la lista.' }),
  'member-gone': () => ({ text: 'Ese acceso ya terminó. Elija uno de los que aparecen en esta página.' }),
  'member-role-missing': () => ({ text: 'Elija qué podrá hacer esta persona.' }),
  'member-months-missing': () => ({ text: 'Elija por cuánto tiempo.' }),
  'member-needs-factor': () => ({
    text: 'Para administrar se necesita un segundo factor.',
    solution: [{ text: 'agregue uno en Seguridad', href: '/cuenta/seguridad' }],
  }),
  'membership-over': () => ({ text: 'Esta invitación ya no está vigente. Pida otra a la organización.' }),
  'membership-of-persons': () => ({
    text: 'Esta cuenta no es de una persona con RUT o NIE. Salga e ingrese con su propia Clave Sence.',
  }),
  'membership-named': () => ({
    text: 'Usted ya administra este organismo, porque SENCE lo nombró. Con esta invitación perdería ese acceso.',
  }),
  'too-many-members': ({ until }) => ({
    text: `Ya se enviaron 20 invitaciones en un día. Podrá enviar otra ${moments.opensAt(until)}.`,
  }),
  'member-sent-often': ({ times }) => ({
    text: `La enviamos otra vez ${times} veces, y no se puede más. Retírela e invite de nuevo a la persona.`,
  }),
  'facilitador-email-taken': () => ({
    text: 'Ese correo ya es de otro facilitador, de otra invitación o de otra solicitud suya. Escriba uno que solo use esta persona.',
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
