import { productionMistakes } from '../../locales/es-CL/operator/settings.ts';
import { requiredRegistry } from './production-rules.ts';
import { setting } from './setting.ts';
import { dataUrl, url } from './shapes.ts';

const otherwise = 'the simulator';

/** The four registries of the State about identities and representatives, and the scanner of files. */
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
  clamavAddress: setting(url('tcp:').optional(), {
    name: 'CLAMAV_ADDRESS',
    otherwise: 'files are not scanned',
    meaning:
      '`tcp://host:3310` of a `clamd` that looks for viruses in files that users send; it gets them in plain, so it runs on this machine or in a network of its own ([files.md](docs/files.md))',
  }),
};
