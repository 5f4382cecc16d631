'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { lastLines } = require('../lib/failures.cjs');
const { backstageCli, root } = require('../lib/paths.cjs');
const { PlainError } = require('../lib/report.cjs');

const MESSAGE_LINES = 25;
const FAILURES_SHOWN = 20;

/** Runs the repository's tests and counts them. `args` choose the packages. */
async function runJest({ logFile, program }, args, env) {
  const reportFile = logFile.replace(/\.log$/, '.json');
  const code = await program(
    [
      backstageCli,
      'repo',
      'test',
      '--json',
      '--outputFile',
      reportFile,
      ...args,
    ],
    { env },
  );
  if (!fs.existsSync(reportFile)) {
    throw new PlainError('The tests did not run to their end:', {
      lines: lastLines(fs.readFileSync(logFile, 'utf8'), MESSAGE_LINES),
    });
  }
  return readReport(JSON.parse(fs.readFileSync(reportFile, 'utf8')), code);
}

/**
 * The totals of Jest's JSON report. A file that could not even be loaded has no tests and counts as
 * one failure, and so does a bad exit code that no failure explains.
 */
function readReport(report, exitCode) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' &&
      !assertionResults.some(result => result.status === 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  const unexplained = exitCode !== 0 && failed === 0;
  return {
    passed: report.numPassedTests,
    failed: failed + (unexplained ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
    lines: [
      ...failureLines(report, broken),
      ...(unexplained ? [`Jest ended with exit code ${exitCode}.`] : []),
    ],
  };
}

function failureLines(report, broken) {
  const inTests = report.testResults.flatMap(file =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(test => ({
        title: `${path.relative(root, file.name)} › ${test.fullName}`,
        message: test.failureMessages.join('\n'),
      })),
  );
  const inFiles = broken.map(file => ({
    title: path.relative(root, file.name),
    message: file.message,
  }));
  const failures = [...inFiles, ...inTests];
  const shown = failures
    .slice(0, FAILURES_SHOWN)
    .flatMap(({ title, message }) => [
      `✗ ${title}`,
      ...message.split('\n').slice(0, MESSAGE_LINES),
      '',
    ]);
  return failures.length > FAILURES_SHOWN
    ? [...shown, `… and ${failures.length - FAILURES_SHOWN} more`]
    : shown;
}

module.exports = { readReport, runJest };
