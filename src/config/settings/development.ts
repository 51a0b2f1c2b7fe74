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
      '`yes` for a public place to try things out: the rules of production, with fictional people, simulated registries and platforms that register by themselves ([clients.md](docs/clients.md))',
  }),
  examplePort: setting(port.prefault('3001'), {
    name: 'EXAMPLE_PORT',
    meaning: 'the example platform (development); where it is taken the banner says by whom',
  }),
  simulatorPort: setting(port.prefault('3002'), {
    name: 'SIMULATOR_PORT',
    meaning: 'the simulator of the registries (development); any free one where this is taken',
  }),
  captchaFixedAnswer: setting(
    z
      .string()
      .regex(/^[A-Z]{5}$/, settingMistakes['captcha-shape'])
      .optional(),
    {
      name: 'CAPTCHA_FIXED_ANSWER',
      meaning: 'five capital letters that every captcha has (tests)',
      production: refused(productionMistakes.captcha),
    },
  ),
  throttles: setting(onOrOff.prefault('on'), {
    name: 'THROTTLES',
    meaning: '`off` for benchmarks',
    production: refusedAs('off', productionMistakes.throttles),
  }),
};
