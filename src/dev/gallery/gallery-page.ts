/** One page in one state: what the gallery shows and what the tests read. `name` is unique. */
export type GalleryPage = {
  readonly name: string;
  readonly view: string;
  readonly locals: Readonly<Record<string, unknown>>;
};
