import type { Texts } from '../../shape/texts.ts';

interface TokenData {
  readonly 'no-sandbox': object;
  readonly validity: { readonly days: number; readonly address: string };
}

/** The text beside the token. */
export const sandboxTokenTexts: Texts<TokenData> = {
  'no-sandbox': () => 'SANDBOX: las plataformas se registran por sí mismas solo donde es "yes"',
  validity: ({ days, address }) => `vale ${days} días en ${address}`,
};
