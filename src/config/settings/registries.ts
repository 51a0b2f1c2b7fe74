import { requiredRegistry } from './production-rules.ts';
import { setting } from './setting.ts';
import { dataUrl } from './shapes.ts';

const otherwise = 'the simulator';

/** The four registers of the State that say who somebody is and whom they represent. */
export const registries = {
  civilRegistryUrl: setting(dataUrl.optional(), {
    name: 'CIVIL_REGISTRY_URL',
    otherwise,
    meaning: '`https://:token@host/path` of the Registro Civil (`docs/registries/srcei.json`)',
    secret: true,
    production: requiredRegistry(
      'production does not run on simulated people; set the address of the Registro Civil service',
    ),
  }),
  taxRegistryUrl: setting(dataUrl.optional(), {
    name: 'TAX_REGISTRY_URL',
    otherwise,
    meaning: 'the SII (`docs/registries/sii.json`)',
    secret: true,
    production: requiredRegistry('production does not run on simulated companies; set the address of the SII service'),
  }),
  nieRegistryUrl: setting(dataUrl.optional(), {
    name: 'NIE_REGISTRY_URL',
    otherwise,
    meaning: 'the register of NIE (`docs/registries/nie.json`)',
    secret: true,
    production: requiredRegistry('production does not run on simulated people; set the address of the register of NIE'),
  }),
  otecRegistryUrl: setting(dataUrl.optional(), {
    name: 'OTEC_REGISTRY_URL',
    otherwise,
    meaning: "SENCE's register of OTEC and OTIC (`docs/registries/otec.json`)",
    secret: true,
    production: requiredRegistry(
      "production does not run on simulated companies; set the address of SENCE's register of OTEC and OTIC",
    ),
  }),
};
