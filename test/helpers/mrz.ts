import { checkDigitOf } from '../../src/domain/mrz.ts';

/** What differs between the passports of the tests; dates are YYMMDD. */
interface Passport {
  readonly names?: string;
  readonly number?: string;
  readonly born?: string;
  readonly ends?: string;
}

/** The machine readable zone of a passport of Utopia with right check digits. */
export function passportZone(given: Passport = {}): string {
  const { names = 'QUISPE<MAMANI<<INES', number = 'XA123456', born = '880229', ends = '400415' } = given;
  const dated = (value: string): string => value + checkDigitOf(value);
  const [numbered, birth, end, own] = [number.padEnd(9, '<'), born, ends, 'ZE184226B<<<<<'].map(dated);
  const all = checkDigitOf(`${numbered}${birth}${end}${own}`);
  return `${`P<UTO${names}`.padEnd(44, '<')}\n${numbered}UTO${birth}F${end}${own}${all}`;
}
