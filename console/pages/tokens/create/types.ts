import type { TokenType } from '../../../../src/contract/token-types.ts';

/** A `master` token is made with a membership. */
export const MADE_TYPES = ['access', 'client', 'frontend', 'personal', 'admin'] as const;
export type MadeType = (typeof MADE_TYPES)[number] & TokenType;

/** What the form asks for each type; whether it may be so is for the API to say. */
export type TypeRules = {
  title: string;
  sentence: string;
  /** `all`: not asked. */
  places: 'all' | 'asked';
  projects: 'one' | 'any';
  environments: 'one' | 'some';
  /** Read only: it stands in a page for everybody to see. */
  readOnly: boolean;
  /** Whether its secret may be a signed token, or a key pair for S3. */
  forms: boolean;
};

const BY_GRANTS = { places: 'asked', projects: 'any', environments: 'one', readOnly: false, forms: false } as const;

export const TYPES: Record<MadeType, TypeRules> = {
  access: {
    ...BY_GRANTS,
    title: 'Access',
    sentence: 'For a script, a job or a service: some things in one project, in the environments that you name.',
    projects: 'one',
    environments: 'some',
    forms: true,
  },
  client: {
    ...BY_GRANTS,
    title: 'Client',
    sentence: 'For a server that calls others: one environment, in one project, some or all. Browsers are refused.',
    forms: true,
  },
  frontend: {
    ...BY_GRANTS,
    title: 'Frontend',
    sentence: 'For a page in a browser: it only reads, is no secret, and works on the origins that you name.',
    readOnly: true,
  },
  personal: {
    ...BY_GRANTS,
    title: 'Personal',
    sentence: 'For a person at the command line: it may do what that person may, as their roles are when it is used.',
    places: 'all',
  },
  admin: {
    ...BY_GRANTS,
    title: 'Admin',
    sentence: 'For the automation of Jeton itself: it may do everything, everywhere. Rarely what you want.',
    places: 'all',
  },
};
