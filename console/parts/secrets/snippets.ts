import type { ToldSecret } from './operations.ts';

/** A text that is ready to be pasted. `what`: its name, after "Copy". */
export type Snippet = { id: string; title: string; what: string; hint: string; text: string };

/** Where to put the secret, for the programs that take it; all of it stands in each of them. */
export function snippetsOf(told: ToldSecret, origin: string): Snippet[] {
  const { token, s3, secret } = told;
  if (s3) return pairSnippets(s3, slugOf(token.name));
  const env: Snippet = {
    id: 'env',
    title: '.env',
    what: 'the .env file',
    hint: 'The command line and most frameworks read these two from the environment.',
    text: `JETON_URL=${origin}\nJETON_TOKEN=${secret}`,
  };
  // With each request such a token needs a proof that only its key can make.
  if (token.dpopKey !== null) return [env];
  const { path, hint } = tryOut(token);
  const text = `curl -H 'Authorization: Bearer ${secret}' '${origin}${path}'`;
  return [env, { id: 'curl', title: 'curl', what: 'the curl command', hint, text }];
}

/** A request that the token should be good for. */
function tryOut({ type, projects, environments, grants }: ToldSecret['token']): { path: string; hint: string } {
  const [project = '*'] = projects;
  const readable = grants.find(
    ({ resource, name, actions }) => resource === 'namespace' && name !== '*' && actions.includes('read'),
  );
  const [environment] = environments;
  if (type === 'frontend' || readable === undefined || project === '*' || environment === undefined) {
    return { path: '/v1/tokens/self', hint: 'Asks who the token is.' };
  }
  const path = `/v1/projects/${project}/namespaces/${readable.name}/items?environment=${environment}`;
  return { path, hint: `Lists what is in ${readable.name}.` };
}

function pairSnippets({ accessKeyId, secretAccessKey }: NonNullable<ToldSecret['s3']>, name: string): Snippet[] {
  const hint = 'Put the hostname of your property for S3 in the place of s3.example.com.';
  const endpoint = 'https://s3.example.com';
  return [
    {
      id: 'env',
      title: '.env',
      what: 'the .env file',
      hint: `The AWS SDKs and tools read these from the environment. ${hint}`,
      text: [
        `AWS_ACCESS_KEY_ID=${accessKeyId}`,
        `AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
        'AWS_REGION=us-east-1',
        `AWS_ENDPOINT_URL_S3=${endpoint}`,
      ].join('\n'),
    },
    {
      id: 'aws',
      title: 'AWS CLI',
      what: 'the profile for the AWS CLI',
      hint: `A profile for ~/.aws/config. ${hint}`,
      text: [
        `[profile ${name}]`,
        `aws_access_key_id = ${accessKeyId}`,
        `aws_secret_access_key = ${secretAccessKey}`,
        'region = us-east-1',
        `endpoint_url = ${endpoint}`,
        's3 =\n  addressing_style = path',
      ].join('\n'),
    },
    {
      id: 'rclone',
      title: 'rclone',
      what: 'the remote for rclone',
      hint: `A remote for rclone.conf. ${hint}`,
      text: [
        `[${name}]`,
        'type = s3',
        'provider = Other',
        `access_key_id = ${accessKeyId}`,
        `secret_access_key = ${secretAccessKey}`,
        `endpoint = ${endpoint}`,
        'region = us-east-1',
        'force_path_style = true',
        'no_check_bucket = true',
      ].join('\n'),
    },
  ];
}

/** A name that every file system and every configuration takes. */
export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'jeton' : slug;
}
