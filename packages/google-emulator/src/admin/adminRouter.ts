import express, { Router } from 'express';
import { EmulatorClock } from '../core/EmulatorClock';
import { Journal, ServiceName } from '../journal/Journal';
import { Scenario, Scenarios } from '../scenarios/Scenarios';
import { EmulatorState } from '../state/EmulatorState';

export interface AdminParts {
  clock: EmulatorClock;
  journal: Journal;
  scenarios: Scenarios;
  state: EmulatorState;
}

/**
 * What tests and people use to look into the emulator and steer it, below /emulator/v1. Nothing of Google's.
 * GET health · GET, DELETE journal · GET, POST, DELETE scenarios · GET, PUT clock · GET state.
 */
export function adminRouter(parts: AdminParts): Router {
  const router = Router();
  // A web page in somebody's browser must not steer the emulator: only browsers send an Origin.
  router.use((request, response, next) => {
    if (request.headers.origin === undefined) next();
    else response.status(403).json({ message: 'Not for browsers.' });
  });
  router.use(express.json());
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', now: parts.clock.now().toISOString() });
  });
  addJournal(router, parts.journal);
  addScenarios(router, parts.scenarios);
  addClock(router, parts.clock);
  router.get('/state', (_request, response) => {
    // Token hashes are of no use to a reader.
    response.json({ ...parts.state.snapshot(), tokens: undefined });
  });
  return router;
}

function addJournal(router: Router, journal: Journal): void {
  router.get('/journal', ({ query }, response) => {
    const text = (name: string) =>
      typeof query[name] === 'string' ? (query[name] as string) : undefined;
    const after = text('after');
    response.json({
      entries: journal.entries({
        service: text('service') as ServiceName | undefined,
        method: text('method'),
        principal: text('principal'),
        path: text('path'),
        after: after === undefined ? undefined : Number(after),
      }),
    });
  });
  router.delete('/journal', (_request, response) => {
    journal.clear();
    response.json({});
  });
}

function addScenarios(router: Router, scenarios: Scenarios): void {
  router.get('/scenarios', (_request, response) => {
    response.json({ scenarios: scenarios.pending() });
  });
  router.post('/scenarios', (request, response) => {
    try {
      scenarios.add(request.body as Scenario);
      response.json({ scenarios: scenarios.pending() });
    } catch (error) {
      response.status(400).json({ message: (error as Error).message });
    }
  });
  router.delete('/scenarios', (_request, response) => {
    scenarios.clear();
    response.json({});
  });
}

/** PUT takes one of {"advanceMs": 1000}, {"now": "2026-01-01T00:00:00Z"}, {"realTime": true}. */
function addClock(router: Router, clock: EmulatorClock): void {
  const show = () => ({ now: clock.now().toISOString(), mode: clock.mode });
  router.get('/clock', (_request, response) => {
    response.json(show());
  });
  router.put('/clock', (request, response) => {
    const { advanceMs, now, realTime } = request.body;
    try {
      if (realTime === true) clock.useRealTime();
      else if (now !== undefined) clock.set(new Date(now));
      else clock.advance(advanceMs);
      response.json(show());
    } catch (error) {
      response.status(400).json({ message: (error as Error).message });
    }
  });
}
