/**
 * Whose number or place a field asks for, where it is not the RUT of the person who fills in the form; `other` is the
 * person about whom staff fills it in.
 */
export type AskedOf = 'company' | 'representative' | 'foreigner' | 'other';
