/** The fixed codes of DEFLATE (RFC 1951, 3.2.5 and 3.2.6); codes are stored as they are written, lowest bit first. */

/** A code: its bits and their number, then the value and number of extra bits. */
interface Code {
  readonly bits: number;
  readonly size: number;
  readonly extra: number;
  readonly extraSize: number;
}

const reversed = (code: number, size: number): number =>
  Number.parseInt(code.toString(2).padStart(size, '0').split('').reverse().join(''), 2);

/** The code of each of the 286 literals and lengths; 256 ends a block. */
const symbols = Array.from({ length: 286 }, (_, symbol): readonly [bits: number, size: number] => {
  if (symbol < 144) return [reversed(0b00110000 + symbol, 8), 8];
  if (symbol < 256) return [reversed(0b110010000 + symbol - 144, 9), 9];
  return symbol < 280 ? [reversed(symbol - 256, 7), 7] : [reversed(0b11000000 + symbol - 280, 8), 8];
});

/** Bits and sizes of the bytes, by byte. */
export const literalBits = Uint16Array.from(symbols, ([bits]) => bits);
export const literalSizes = Uint8Array.from(symbols, ([, size]) => size);
export const END_OF_BLOCK = 256;

/** The number of extra bits of each code: so many codes with none, then pairs or fours with one more each. */
const extraOf = (place: number, group: number): number => Math.max(0, Math.floor(place / group) - 1);

/** Codes of 3 to 258 equal bytes, by length. */
export const lengthCodes: readonly Code[] = spread(28, 4, 3, 258, (place) => symbols[257 + place] ?? [0, 0]);

/** Codes of distances from 1 to 32768, by distance. */
export const distanceCodes: readonly Code[] = spread(30, 2, 1, 32_769, (place) => [reversed(place, 5), 5]);

/** The code of every value from `first` on, below `end`; 258 has a code of its own. */
function spread(
  places: number,
  group: number,
  first: number,
  end: number,
  codeOf: (place: number) => readonly [number, number],
): Code[] {
  const codes: Code[] = [];
  let base = first;
  for (let place = 0; place < places; place += 1) {
    const extraSize = extraOf(place, group);
    const [bits, size] = codeOf(place);
    for (let extra = 0; extra < 2 ** extraSize && base + extra < end; extra += 1)
      codes[base + extra] = { bits, size, extra, extraSize };
    base += 2 ** extraSize;
  }
  if (group === 4) codes[258] = { bits: symbols[285]?.[0] ?? 0, size: 8, extra: 0, extraSize: 0 };
  return codes;
}
