import { productionMistakes } from '../../locales/es-CL/operator/settings.ts';
import { requiredRegistry } from './production-rules.ts';
import { setting } from './setting.ts';
import { dataUrl } from './shapes.ts';

const otherwise = 'the simulator';

/** The four registries of the State about identities and representatives. */
export const registries = {
  civilRegistryUrl: setting(dataUrl.optional(), {
    name: 'CIVIL_REGISTRY_URL',
    otherwise,
    meaning: '`https://:token@host/path` of the Registro Civil (`docs/registries/srcei.json`)',
    secret: true,
    production: requiredRegistry(productionMistakes['civil-registry']),
  }),
  taxRegistryUrl: setting(dataUrl.optional(), {
    name: 'TAX_REGISTRY_URL',
    otherwise,
    meaning: 'the SII (`docs/registries/sii.json`)',
    secret: true,
    production: requiredRegistry(productionMistakes['tax-registry']),
  }),
  nieRegistryUrl: setting(dataUrl.optional(), {
    name: 'NIE_REGISTRY_URL',
    otherwise,
    meaning: 'the registry of NIE (`docs/registries/nie.json`)',
    secret: true,
    production: requiredRegistry(productionMistakes['nie-registry']),
  }),
  otecRegistryUrl: setting(dataUrl.optional(), {
    name: 'OTEC_REGISTRY_URL',
    otherwise,
    meaning: "SENCE's registry of OTEC and OTIC (`docs/registries/otec.json`)",
    secret: true,
    production: requiredRegistry(productionMistakes['otec-registry']),
  }),
};
