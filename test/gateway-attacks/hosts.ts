import { lines } from '../support/raw-http.ts';
import { type Attack, HOST } from './attack.ts';

const at = (target: string, ...fields: string[]) => lines(`GET ${target} HTTP/1.1`, ...fields);
const refused = (title: string, bytes: string): Attack => ({ title, bytes, outcome: 'refused' });
const passes = (title: string, bytes: string): Attack => ({ title, bytes, outcome: { target: '/public/x' } });

/** Whose hostname a request is for: said twice, or so that some read it differently. */
export const HOSTS: readonly Attack[] = [
  refused('two Hosts', at('/public/x', `Host: ${HOST}`, 'Host: other.localhost')),
  refused('two Hosts that agree', at('/public/x', `Host: ${HOST}`, `Host: ${HOST}`)),
  refused('no Host', at('/public/x')),
  refused('an empty Host', at('/public/x', 'Host: ')),
  refused('a Host that is a list', at('/public/x', `Host: ${HOST},other.localhost`)),
  refused('a Host with a space in it', at('/public/x', `Host: ${HOST} other.localhost`)),
  refused('a Host that ends in the dot of the root', at('/public/x', `Host: ${HOST}.`)),
  refused('a name below the Host', at('/public/x', `Host: a.${HOST}`)),
  refused('a name above the Host', at('/public/x', 'Host: localhost')),
  refused('a Host that brings an unauthorised path', at('/x', `Host: ${HOST}/private/cats`)),
  refused('the API, by an absolute target', at('http://127.0.0.1/v1/tokens', `Host: ${HOST}`)),
  refused('a Host in X-Forwarded-Host', at('/public/x', 'Host: other.localhost', `X-Forwarded-Host: ${HOST}`)),
  passes('a port is of no account', at('/public/x', `Host: ${HOST}:8080`)),
  passes('nor are capitals', at('/public/x', 'Host: Files.LOCALHOST')),
  // RFC 9112 section 3.2.2 would have it the other way round; one reading of it is what counts.
  refused('a host in the target, another in Host', at(`http://${HOST}/public/x`, 'Host: other.localhost')),
  passes('of an absolute target the path counts', at('http://other.localhost/public/x', `Host: ${HOST}`)),
  passes('a user name before the host goes nowhere', at('/public/x', `Host: forged:forged@${HOST}`)),
];
