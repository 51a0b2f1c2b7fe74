import type { Rut } from '../../domain/rut.ts';
import type { CompanyKind } from '../../ports/otec-registry.ts';
import type { Company, Representative } from '../../ports/tax-registry.ts';

/** A fictional company, and what SENCE's registry says of it. */
interface CastCompany extends Company {
  readonly kind: CompanyKind;
  readonly representantes: readonly (Representative & { readonly since: Date })[];
}

const DAY_MS = 86_400_000;

const company = (
  rut: string,
  razonSocial: string,
  representantes: readonly (readonly [run: string, since: Date])[],
  rest: Partial<CastCompany> = {},
): CastCompany => ({
  rut: rut as Rut,
  razonSocial,
  estado: 'vigente',
  representantes: representantes.map(([run, since]) => ({ run: run as Rut, since })),
  kind: 'EMPRESA',
  ...rest,
});

/** The companies as they are today; Transportes Quillay lost Pedro and got Ana Isabel yesterday. */
export function companiesAt(now: Date): readonly CastCompany[] {
  const yesterday = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - DAY_MS);
  const on = (day: string) => new Date(day);
  return [
    company('54000001-8', 'Panadería Los Andes SpA', [
      ['44000001-0', on('2015-04-01')],
      ['44000002-9', on('2019-08-12')],
    ]),
    company('54000002-6', 'Transportes Quillay Ltda.', [['44000105-K', yesterday]]),
    company('54000003-4', 'Comercial Araucaria Ltda.', [['44000003-7', on('2017-06-20')]], { estado: 'termino_giro' }),
    company('54000109-K', 'Capacitación Cordillera SpA', [['44000003-7', on('2021-03-15')]], { kind: 'OTEC' }),
    company('54000103-0', 'Corporación Intermedia del Maule', [['44000001-0', on('2012-10-01')]], { kind: 'OTIC' }),
  ];
}
