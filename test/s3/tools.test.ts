import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyPair } from '../support/s3-sign.ts';
import { type Deployment, startDeployment } from './deployment.ts';

/** The S3 tools of Debian, where they are installed, against a real Worker in front of a real S3 server. */
const has = (tool: string) => spawnSync('which', [tool]).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'jeton-tools-'));
const large = randomBytes(50 * 1024 * 1024);
let deployment: Deployment;

beforeAll(async () => {
  deployment = await startDeployment();
  const everything = { resource: 'bucket', name: '*', actions: ['read', 'write', 'delete'] };
  configure('owner', await deployment.makePair([everything]));
  configure('reader', await deployment.makePair([{ resource: 'bucket', name: 'assets/public/*', actions: ['read'] }]));
  mkdirSync(join(folder, 'files'));
  for (const name of ['a 1.txt', 'ü&+.txt']) writeFileSync(join(folder, 'files', name), `of ${name}`);
  writeFileSync(join(folder, 'large'), large);
});

afterAll(async () => {
  await deployment.close();
  rmSync(folder, { recursive: true });
});

/** The configuration files of both tools. */
function configure(who: string, { accessKeyId, secretAccessKey }: KeyPair): void {
  const { endpoint, proxy } = deployment;
  const host = new URL(endpoint).host;
  const rclone = ['[at]', 'type = s3', 'provider = Other', `endpoint = ${endpoint}`, 'region = us-east-1'];
  rclone.push(`access_key_id = ${accessKeyId}`, `secret_access_key = ${secretAccessKey}`);
  writeFileSync(join(folder, `${who}.rclone`), rclone.join('\n'));
  const s3cmd = ['[default]', `host_base = ${host}`, `host_bucket = ${host}`, 'use_https = False'];
  s3cmd.push(`access_key = ${accessKeyId}`, `secret_key = ${secretAccessKey}`, 'bucket_location = us-east-1');
  s3cmd.push('proxy_host = 127.0.0.1', `proxy_port = ${new URL(proxy).port}`);
  writeFileSync(join(folder, `${who}.s3cmd`), s3cmd.join('\n'));
}

type Run = { code: number | null; out: string; err: string };

/** Runs a tool; this process is the proxy between, so it must not stand still meanwhile. */
function run(tool: string, options: string[]): Promise<Run> {
  const { AWS_CA_BUNDLE: _bundle, NO_PROXY: _none, no_proxy: _no, ...environment } = process.env;
  const env = { ...environment, HTTP_PROXY: deployment.proxy, http_proxy: deployment.proxy };
  const child = spawn(tool, options, { cwd: folder, env });
  const result: Run = { code: null, out: '', err: '' };
  child.stdout.on('data', (piece) => {
    result.out += piece;
  });
  child.stderr.on('data', (piece) => {
    result.err += piece;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...result, code })));
}

const rclone = (who: string, ...words: string[]) =>
  run('rclone', ['--config', `${who}.rclone`, '--retries', '1', '--low-level-retries', '1', '-q', ...words]);
const s3cmd = (who: string, ...words: string[]) => run('s3cmd', ['-c', `${who}.s3cmd`, '--no-progress', ...words]);

async function done(result: Promise<Run>): Promise<string> {
  const { code, out, err } = await result;
  expect(code, `${out}${err}`).toBe(0);
  return out;
}

async function denied(result: Promise<Run>): Promise<void> {
  const { code, out, err } = await result;
  expect(code, out).not.toBe(0);
  expect(out + err).toMatch(/AccessDenied|Forbidden/);
}

describe.skipIf(!has('rclone'))('rclone', () => {
  it('copies there and back, 50 MB in parts too, lists, moves and deletes', async () => {
    await done(rclone('owner', 'copy', 'files', 'at:assets/public/files'));
    expect(await done(rclone('owner', 'lsf', 'at:assets/public/files'))).toBe('a 1.txt\nü&+.txt\n');
    await done(
      rclone('owner', 'copyto', 'large', 'at:assets/large', '--s3-upload-cutoff', '10M', '--s3-chunk-size', '8M'),
    );
    await done(rclone('owner', 'copyto', 'at:assets/large', 'back'));
    expect(readFileSync(join(folder, 'back')).equals(large)).toBe(true);
    expect(await done(rclone('owner', 'cat', 'at:assets/public/files/a 1.txt', '--offset', '3', '--count', '3'))).toBe(
      'a 1',
    );
    await done(rclone('owner', 'moveto', 'at:assets/public/files/a 1.txt', 'at:docs/moved'));
    expect(await done(rclone('owner', 'cat', 'at:docs/moved'))).toBe('of a 1.txt');
    await done(rclone('owner', 'deletefile', 'at:docs/moved'));
    expect(await done(rclone('owner', 'lsf', 'at:docs'))).toBe('');
  });

  it('with a token for reading below one prefix does just that', async () => {
    await done(rclone('owner', 'copyto', 'files/a 1.txt', 'at:assets/public/one'));
    await done(rclone('owner', 'copyto', 'files/a 1.txt', 'at:assets/private'));
    expect(await done(rclone('reader', 'cat', 'at:assets/public/one'))).toBe('of a 1.txt');
    expect(await done(rclone('reader', 'lsf', 'at:assets/public'))).toContain('one\n');
    await denied(rclone('reader', 'copyto', 'files/a 1.txt', 'at:assets/public/two'));
    await denied(rclone('reader', 'deletefile', 'at:assets/public/one'));
    await denied(rclone('reader', 'cat', 'at:assets/private'));
    await denied(rclone('reader', 'lsf', 'at:assets'));
  });
});

describe.skipIf(!has('s3cmd'))('s3cmd', () => {
  it('puts and gets, 50 MB in parts too, lists and deletes', async () => {
    expect(await done(s3cmd('owner', 'ls'))).toMatch(/s3:\/\/assets\n.*s3:\/\/docs\n/);
    await done(s3cmd('owner', 'put', 'files/a 1.txt', 'files/ü&+.txt', 's3://assets/sc/'));
    await done(s3cmd('owner', 'put', 'large', 's3://assets/sc/large', '--multipart-chunk-size-mb=8'));
    await done(s3cmd('owner', 'get', '--force', 's3://assets/sc/large', 'back'));
    expect(readFileSync(join(folder, 'back')).equals(large)).toBe(true);
    expect(await done(s3cmd('owner', 'ls', 's3://assets/sc/'))).toContain('s3://assets/sc/ü&+.txt');
    await done(s3cmd('owner', 'del', '--recursive', '--force', 's3://assets/sc/'));
    expect(await done(s3cmd('owner', 'ls', 's3://assets/sc/'))).toBe('');
  });

  it('with a token for reading below one prefix does just that', async () => {
    await done(s3cmd('owner', 'put', 'files/a 1.txt', 's3://assets/public/three'));
    await done(s3cmd('owner', 'put', 'files/a 1.txt', 's3://docs/three'));
    await done(s3cmd('reader', 'get', '--force', 's3://assets/public/three', 'three'));
    expect(await done(s3cmd('reader', 'ls', 's3://assets/public/'))).toContain('s3://assets/public/three');
    await denied(s3cmd('reader', 'put', 'files/a 1.txt', 's3://assets/public/four'));
    await denied(s3cmd('reader', 'del', 's3://assets/public/three'));
    await denied(s3cmd('reader', 'get', '--force', 's3://docs/three', 'four'));
    await denied(s3cmd('reader', 'ls', 's3://assets/'));
  });
});
