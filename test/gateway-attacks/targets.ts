import { lines } from '../support/raw-http.ts';
import { type Attack, get, getAs, HOST } from './attack.ts';

const refused = (title: string, bytes: string, status?: number): Attack => ({
  title,
  bytes,
  outcome: 'refused',
  ...(status !== undefined && { status }),
});
const passes = (title: string, bytes: string, target: string): Attack => ({ title, bytes, outcome: { target } });

/** Which path is authorised and which is asked for, where readers of paths differ. */
export const TARGETS: readonly Attack[] = [
  refused('dots that lead from an open path to another', get('/public/../private/cats/x'), 400),
  refused('the same, encoded', get('/public/%2e%2e/private/cats/x'), 400),
  refused('half encoded, in capitals', get('/public/.%2E/private/cats/x'), 400),
  refused('with a backslash for a slash', get('/public\\..\\private\\cats\\x'), 400),
  refused('encoded twice', get('/public/%252e%252e/private/cats/x'), 400),
  refused('encoded three times', get('/public/%25252e%25252e/private/cats/x'), 400),
  refused('an encoded slash', get('/public/..%2fprivate/cats/x'), 400),
  refused('an encoded slash, encoded twice', get('/public/..%252fprivate/cats/x'), 400),
  refused('an encoded backslash', get('/public/%5c..%5cprivate'), 400),
  refused('dots with a parameter, which some take for dots', get('/public/..;/private/cats/x'), 400),
  refused('dots with an encoded parameter', get('/public/..%3b/private/cats/x'), 400),
  refused('dots in overlong UTF-8', get('/public/%c0%ae%c0%ae/private/cats/x'), 400),
  refused('an escape that is none', get('/public/%zz'), 400),
  refused('a lone %', get('/public/100%'), 400),
  refused('an encoded NUL', get('/public/x%00.jpg'), 400),
  refused('an encoded line end', get('/public/x%0d%0aJeton-Token-Id:%20forged'), 400),
  refused('a NUL', get('/public/x\0'), 400),
  refused('a tab', get('/public/\tx'), 400),
  refused('a space', get('/public/x y'), 400),
  refused('bytes beyond ASCII', get('/public/\xe4'), 400),
  refused('dots that climb above the origin', get('/../../private/cats/x'), 400),
  refused('two slashes at the front', get('//public/x'), 400),
  refused('a host after two slashes', get('//evil.example/public/x'), 400),
  refused('an album behind dots', getAs('/private/cats/../dogs/x'), 400),
  refused('the same, encoded', getAs('/private/cats/%2e%2e/dogs/x'), 400),
  refused('an album behind an encoded slash', getAs('/private/cats%2f..%2fdogs/x'), 400),
  refused('an album that is a wildcard', getAs('/private/*/x')),
  refused('an encoded wildcard', getAs('/private/%2a/x')),
  refused('an album of two names', getAs('/private/cats,dogs/x')),
  refused('no album at all', getAs('/private//x')),
  refused('capitals where the rule has none', get('/PUBLIC/x'), 404),
  refused('dots that lead nowhere else', get('/public/a;b/../c'), 400),
  refused('an empty segment', get('/public//x'), 400),
  refused('one album through the grant of another', getAs('/private/dogs/x'), 403),
  passes('an encoded question mark begins no query', get('/public/x%3fadmin=1'), '/public/x%3fadmin=1'),
  passes('an encoded number sign ends no path', get('/public/x%23y'), '/public/x%23y'),
  passes('a fragment goes nowhere', get('/public/x#/../../private/cats/x'), '/public/x'),
  passes('dots in a query are no path', get('/public/x?a=/../../private/cats/x'), '/public/x?a=/../../private/cats/x'),
  passes('of an encoded letter the same is asked for', getAs('/private/c%61ts/x'), '/private/c%61ts/x'),
  refused('a target in asterisk form', lines('OPTIONS * HTTP/1.1', `Host: ${HOST}`)),
  refused('a target without a slash', get('public/x')),
  // Cloudflare does not let CONNECT through; workerd answers 500 before the Worker hears of it.
  refused('CONNECT', lines('CONNECT files.localhost:443 HTTP/1.1', `Host: ${HOST}`), 500),
  refused('TRACE', lines('TRACE /public/x HTTP/1.1', `Host: ${HOST}`), 404),
];
