import openapiTS, { astToString } from 'openapi-typescript';

/** An OpenAPI document as TypeScript. What has a default may be left out of a request. */
export async function typesOf(document: object): Promise<string> {
  return astToString(await openapiTS(JSON.stringify(document), { defaultNonNullable: false, silent: true }));
}
