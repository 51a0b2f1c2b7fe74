import type { DevicePages } from '../../shape/pages/device.ts';

/** Sign-in for a device that cannot show pages. */
export const device: DevicePages = {
  titles: {
    code: 'Ingrese en un equipo',
    confirm: '¿Es este su equipo?',
    done: 'Ingresó en el equipo',
  },
  faults: {
    missing: 'Escriba el código que muestra el equipo.',
    unknown: 'Este código no existe. Compárelo con el que muestra el equipo.',
    expired: 'Este código venció. Pida otro en el equipo.',
    used: 'Este código ya se usó. Pida otro en el equipo.',
    aborted: 'Detuvimos el ingreso del equipo. Puede cerrar esta página.',
    failed: 'No pudimos continuar con el ingreso. Pida otro código en el equipo.',
  },
  device: 'Equipo',
  network: 'Red',
  sameNetwork: 'La misma que la de este navegador',
  otherNetwork: 'Otra que la de este navegador',
};
