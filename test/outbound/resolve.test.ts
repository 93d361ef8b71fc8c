import { describe, expect, it } from 'vitest';
import { resolveName } from '../../src/outbound/resolve.ts';

const answers = (records: string[]) => async () => records;
const fails = (code: string) => async () => {
  throw Object.assign(new Error(`queryA ${code}`), { code });
};

describe('resolving a name', () => {
  it('gives the addresses of both kinds', async () => {
    const dns = { resolve4: answers(['192.0.2.1']), resolve6: answers(['2001:db8::1']) };
    expect(await resolveName('a.example', dns)).toEqual(['192.0.2.1', '2001:db8::1']);
  });

  it('passes over the CNAME chain that workerd lists among them', async () => {
    const dns = { resolve4: answers(['b.example.', '192.0.2.1']), resolve6: answers(['b.example.']) };
    expect(await resolveName('a.example', dns)).toEqual(['192.0.2.1']);
  });

  it.each(['ENOTFOUND', 'ENODATA'])('%s for one kind leaves the other', async (code) => {
    const dns = { resolve4: answers(['192.0.2.1']), resolve6: fails(code) };
    expect(await resolveName('a.example', dns)).toEqual(['192.0.2.1']);
  });

  it('gives none for a name that does not exist', async () => {
    const dns = { resolve4: fails('ENOTFOUND'), resolve6: fails('ENOTFOUND') };
    expect(await resolveName('a.example', dns)).toEqual([]);
  });

  it('throws where one kind had no answer: it could hide a private address', async () => {
    const dns = { resolve4: answers(['192.0.2.1']), resolve6: fails('EBADQUERY') };
    await expect(resolveName('a.example', dns)).rejects.toThrow('EBADQUERY');
  });

  it('throws where DNS is silent', async () => {
    const silent = () => new Promise<string[]>(() => {});
    await expect(resolveName('a.example', { resolve4: silent, resolve6: silent }, 20)).rejects.toThrow(
      'no answer within 0.02 s',
    );
  });
});
