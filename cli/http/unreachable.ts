import { Failure } from '../failure.ts';

/** No answer came. Whether the server did what was asked is not known. */
export class Unreachable extends Failure {
  constructor(message: string) {
    super([message]);
  }
}
