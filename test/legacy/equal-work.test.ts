import test from 'ava';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { statementsOf } from '../helpers/count-statements.ts';
import { registration, visitorFrom } from '../helpers/registration.ts';
import { oldHash } from './files.ts';
import { openOldApp } from './old-app.ts';

const camila = { run: parseRun('44.000.003-7'), serial: 'B51A23456' } as const;
const jorge = { run: parseRun('44.000.113-0'), serial: '567890123' } as const;

for (const mobile of ['', '40000777'])
  test.serial(
    `[security 2] a registration by a card costs the same statements, whether there was an old key${mobile && ' and a mobile'}`,
    async (t) => {
      const app = await openOldApp(t);
      await app.bring([`natural,44.000.003-7,md5,,${oldHash('md5', 'vieja-clave')},antigua@correo.example,${mobile}`]);
      const cost = ({ run, serial }: typeof camila | typeof jorge) =>
        statementsOf(() =>
          registerNatural(
            app.deps,
            registration({
              run,
              serial: requireSerial(serial),
              key: new Secret('Zapallo camote 58'),
              email: parseEmail('otro@correo.example'),
            }),
            visitorFrom('192.0.2.1'),
          ),
        );
      await cost(jorge);
      const without = await cost(jorge);
      t.is(await cost(camila), without);
    },
  );
