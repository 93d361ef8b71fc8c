import { Explained } from '../start/explained.ts';

/** A name for the shell, the token, and what it shows. */
export interface Sample {
  name: string;
  secret: string;
  shows: string;
}

const READS_ORDERS = {
  type: 'access',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'orders', name: '*', actions: ['read'] }],
  expires: '1d',
};
/** What the wrangler.toml of the example names. */
const AUDIENCE = 'https://orders.example';

/** A project, two clients and the tokens that the example is shown with. */
export async function makeSamples(url: string, admin: string): Promise<Sample[]> {
  await post(url, admin, '/v1/projects', { id: 'web', name: 'Web' });
  await post(url, admin, '/v1/clients', { id: 'orders-api', name: 'The orders API' });
  await post(url, admin, '/v1/clients', { id: 'billing', name: 'Billing' });
  const make = async (name: string, shows: string, changes: object): Promise<Sample> => {
    const body = { ...READS_ORDERS, name: name.toLowerCase(), ...changes };
    const { secret } = (await post(url, admin, '/v1/tokens', body)) as { secret: string };
    return { name, secret, shows };
  };
  return [
    await make('OPAQUE', 'asked about over the service binding', {}),
    await make('SIGNED', 'a JWT, checked in the orders API itself', { format: 'jwt', audience: [AUDIENCE] }),
    await make('MINE', 'locked to the client orders-api, which this binding is', { clients: ['orders-api'] }),
    await make('OTHERS', 'locked to another client: 403 wrong_client', { clients: ['billing'] }),
  ];
}

async function post(url: string, admin: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status === 201) return response.json();
  throw new Explained(`POST ${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
}
