/** Whose number or place a field asks for, where it is not the RUT of the person who fills in the form. */
export type AskedOf = 'company' | 'representative' | 'foreigner';
