/** The version of package.json, which the Worker cannot read. */
export const VERSION = '0.1.0';
