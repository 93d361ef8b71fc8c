/** The last line of `.ci/run`: counts vitest's JSON report, for the runner's own summary is not made to be parsed. */
import { readFileSync } from 'node:fs';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

const [path = '', checkFailures = '0', testStatus = '1'] = process.argv.slice(2);
const report = readReport(path);
const passed = report?.numPassedTests ?? 0;
const counted = Number(checkFailures) + (report === undefined ? 1 : report.numFailedTests + brokenFiles(report));
// A run that vitest calls failed is never reported as whole, whatever the reason.
const failed = counted === 0 && testStatus !== '0' ? 1 : counted;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Files that failed as a whole, for instance at an import, and so have no failed test to count. */
function brokenFiles({ testResults }: Report): number {
  return testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
