import { z } from 'zod';
import { productionMistakes, settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { refused, refusedAs } from './production-rules.ts';
import { setting } from './setting.ts';
import { onOrOff, port, yesOrNo } from './shapes.ts';

/** What a sandbox, development, tests and benchmarks set. */
export const development = {
  sandbox: setting(yesOrNo.prefault('no'), {
    name: 'SANDBOX',
    meaning:
      '`yes` for a public test environment: the rules of production, with fictional people, simulated registries and clients that register by themselves ([clients.md](docs/clients.md))',
  }),
  sandboxCaFile: setting(z.string().min(1).optional(), {
    name: 'SANDBOX_CA_FILE',
    meaning:
      'certificates (PEM) of a test CA: the metadata document of a client may then be at https on this machine ([sandbox.md](docs/sandbox.md))',
    production: refused(productionMistakes['sandbox-ca']),
  }),
  examplePort: setting(port.prefault('3001'), {
    name: 'EXAMPLE_PORT',
    meaning: 'the port of the example client (development); if it is taken the banner names the process',
  }),
  simulatorPort: setting(port.prefault('3002'), {
    name: 'SIMULATOR_PORT',
    meaning: 'the port of the simulator of the registries (development); any free one if it is taken',
  }),
  captchaFixedAnswer: setting(
    z
      .string()
      .regex(/^[A-Z]{5}$/, settingMistakes['captcha-shape'])
      .optional(),
    {
      name: 'CAPTCHA_FIXED_ANSWER',
      meaning: 'the answer of every captcha, five capital letters (tests)',
      production: refused(productionMistakes.captcha),
    },
  ),
  throttles: setting(onOrOff.prefault('on'), {
    name: 'THROTTLES',
    meaning: '`off` for benchmarks',
    production: refusedAs('off', productionMistakes.throttles),
  }),
};
