/** What a token is exchanged for; null: as much as there is. */
export type Wanted = {
  /** A scope in the grammar of grants: `namespace:marketing:read`. */
  scope: string | null;
  audience: string[] | null;
  /** Its life, in seconds. */
  seconds: number | null;
  /** The thumbprint of the key that it is bound to. */
  dpopKey: string | null;
};
