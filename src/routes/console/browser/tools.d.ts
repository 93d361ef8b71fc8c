/** What the scripts of the pages share. */
export type Tools = {
  /** The element with this id. Throws when the page has none of this kind. */
  find: <Kind extends HTMLElement>(id: string, kind: new () => Kind) => Kind;
  fill: (element: Element, text: string) => void;
  /** An instant in milliseconds, as a person would say it. */
  inWords: (ms: number) => string;
  /** Fills a list of terms; a term without a value is left out. */
  writeList: (id: string, facts: [term: string, ...values: string[]][]) => void;
  /** Shows a secret, offers to copy it, and asks whoever would leave without. */
  tellSecret: (told: { secret: string; s3?: { accessKeyId: string; secretAccessKey: string } }) => void;
};

/** As `runPage`: a text for browsers. */
export function makeTools(): Tools;
