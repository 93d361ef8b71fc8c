import { Button } from '../../../parts/button.tsx';
import { Code } from '../../../parts/code.tsx';
import { commandOf } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import styles from './items.module.css';
import { itemAddress, type Place, placeWords } from './place.ts';

/** Nothing is here yet: what would be, and three ways to put the first item. `onPut`: null for whoever may not. */
export function FirstItem({ place, onPut }: { place: Place; onPut: (() => void) | null }) {
  const { namespace, environment } = place;
  if (onPut === null) {
    return (
      <Empty title={`Nothing is in ${namespace} yet`}>
        Whatever is stored there for {environment} is listed here. You may read it; to store something takes a grant to
        write.
      </Empty>
    );
  }
  const put = (
    <Button variant="primary" onClick={onPut}>
      Put the first item
    </Button>
  );
  const curl = [
    `curl -X PUT '${location.origin}${itemAddress(place, 'greeting')}'`,
    `  -H "Authorization: Bearer $JETON_TOKEN" -H 'Content-Type: text/plain' --data 'Hello'`,
  ].join(' \\\n');
  return (
    <>
      <Empty title={`Nothing is in ${namespace} yet`} action={put}>
        An item is a key and up to 25 MiB of anything: a text, a setting, a picture. It is for {environment} alone; a
        slash in the key makes folders.
      </Empty>
      <div className={styles.examples}>
        <p>On the command line:</p>
        <Code text={`echo Hello | ${commandOf(['item', 'put', 'greeting', placeWords(place)])}`} what="the command" />
        <p>From a program that holds a token with a grant to write:</p>
        <Code text={curl} what="the request" />
      </div>
    </>
  );
}
