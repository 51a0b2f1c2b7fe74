/** One text for each code, made of the data that the code carries. A code without a text does not compile. */
export type Texts<DataByCode> = { readonly [Code in keyof DataByCode]: (data: DataByCode[Code]) => string };
