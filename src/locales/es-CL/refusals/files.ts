import type { RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';

/** Why a file that was sent is not taken. */
export const fileRefusals = {
  'file-missing': () => ({ text: 'Elija un archivo: no llegó ninguno, o está vacío.' }),
  'file-rejected': () => ({ text: 'El antivirus rechazó ese archivo. Elija otro.' }),
  'file-too-large': () => ({
    text: 'El archivo pesa más de 1 MB. Elija uno más liviano, o tome la foto con menos calidad.',
  }),
  'file-kind': () => ({ text: 'El archivo no es una imagen JPG o PNG, ni un PDF. Elija uno de esos.' }),
  'file-unreadable': () => ({
    text: 'No pudimos abrir el archivo: está dañado o incompleto. Guárdelo de nuevo, o envíe una foto del documento.',
  }),
  'file-active': () => ({
    text: 'El PDF contiene programas, acciones u otros archivos. Imprímalo como un PDF nuevo, o envíe una foto del documento.',
  }),
  'file-encrypted': () => ({
    text: 'El PDF está protegido con clave. Guárdelo sin protección, o envíe una foto del documento.',
  }),
  'file-too-many-pages': () => ({ text: 'El PDF tiene más de 10 páginas. Envíe solo las páginas que se piden.' }),
  'file-too-many-pixels': () => ({ text: 'La imagen es demasiado grande. Envíe una de menor tamaño.' }),
  'file-not-drawn': () => ({
    text: 'No pudimos mostrar el archivo con seguridad. Envíe una foto del documento en JPG o PNG.',
  }),
  'logo-kind': () => ({ text: 'El logo debe ser una imagen PNG o JPEG. Elija otro archivo.' }),
  'logo-large': () => ({ text: 'El logo pesa más de 100 KB. Guárdelo más liviano y elija ese archivo.' }),
  'logo-sides': () => ({
    text: 'Cada lado del logo debe medir entre 64 y 256 píxeles. Cambie su tamaño y elija ese archivo.',
  }),
  'files-pending': () => ({
    text: 'Ya tiene muchos archivos que esperan revisión. Podrá enviar otros cuando se revisen.',
  }),
  'too-many-files': ({ until }) => ({
    text: `Ya envió 5 archivos en una hora. Podrá enviar otro ${moments.opensAt(until)}.`,
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
