import { Failure, usageFailure } from '../../failure.ts';
import type { Answer } from '../../http/send.ts';
import { print, say } from '../../output/show.ts';
import type { Output } from '../../session.ts';
import type { Pair } from './read-pair.ts';

export type SectionOptions = { section?: string; endpoint?: string; region: string; config?: boolean };

/** What can stand between the brackets, and in a line: a line break would begin another setting. */
export function checkSection(name: string, { endpoint, region }: SectionOptions): string {
  if (!/^[\w.@+=/-]{1,64}$/.test(name)) {
    throw usageFailure(
      `"${name}" cannot be the name of a section`,
      'give --section NAME, of letters, digits, . _ - @.',
    );
  }
  if (endpoint !== undefined && !/^https?:\/\/[^\s/?#@]+$/.test(endpoint)) {
    throw usageFailure('the endpoint must be a URL without a path', 'write it like https://s3.example.com');
  }
  if (!/^[a-z0-9-]{1,32}$/.test(region)) throw usageFailure('the region must be one such as us-east-1');
  return name;
}

/** Shows a key pair as a section that the tools of AWS read. */
export function showSection(output: Output, { raw, value }: Answer<Pair>, name: string, options: SectionOptions): void {
  if (value.s3 === undefined) throw new Failure(['this token signs no S3 requests', 'fix: make one with --s3.']);
  if (output.json) print(output, raw);
  else if (output.quiet) print(output, value.secret);
  else print(output, (options.config ? configSection : credentialsSection)(value, value.s3, name, options));
  say(output, 'This secret is shown once: keep it in a safe place now, in a file that only you can read.');
}

type KeyPair = NonNullable<Pair['s3']>;

function credentialsSection(pair: Pair, s3: KeyPair, name: string, options: SectionOptions): string {
  const settings = ['# In ~/.aws/config:', ...configHead(name), ...settingsOf(options)];
  return [...remark(pair), `[${name}]`, ...keysOf(s3), ...settings.map((line) => line.replace(/^(?!#)/, '# '))].join(
    '\n',
  );
}

/** All in one section: ~/.aws/config may hold the keys too. */
function configSection(pair: Pair, s3: KeyPair, name: string, options: SectionOptions): string {
  return [...remark(pair), ...configHead(name), ...keysOf(s3), ...settingsOf(options)].join('\n');
}

function remark({ token }: Pair): string[] {
  if (token === undefined) return [];
  return [`# Jeton: ${token.id}, ${token.expires === null ? 'never ends' : `ends ${token.expires}`}`];
}

function configHead(name: string): string[] {
  return [name === 'default' ? '[default]' : `[profile ${name}]`];
}

function keysOf({ accessKeyId, secretAccessKey }: KeyPair): string[] {
  return [`aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`];
}

/** Buckets in the path: a host name a bucket would need its own certificate. */
function settingsOf({ endpoint, region }: SectionOptions): string[] {
  const where =
    endpoint === undefined ? '# endpoint_url = https://HOSTNAME-OF-THE-PROPERTY' : `endpoint_url = ${endpoint}`;
  return [`region = ${region}`, where, 's3 =', '  addressing_style = path'];
}
