import express, { Router } from 'express';
import { z } from 'zod';
import { EmulatorClock } from '../core/EmulatorClock';
import { isLoopback } from '../core/loopback';
import { Journal, SERVICE_NAMES } from '../journal/Journal';
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
  // A web page in somebody's browser must not steer the emulator or look into it. Only browsers send an Origin; a page
  // whose own name was pointed at this machine sends none, but still asks for that name.
  router.use(({ headers }, response, next) => {
    if (headers.origin === undefined && isLoopback(`http://${headers.host}`)) {
      next();
    } else response.status(403).json({ message: 'Not for browsers.' });
  });
  const readBody = express.json();
  router.use((request, response, next) => {
    readBody(request, response, error => {
      if (error) response.status(400).json({ message: error.message });
      else next();
    });
  });
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', now: parts.clock.now().toISOString() });
  });
  addJournal(router, parts.journal);
  addScenarios(router, parts.scenarios);
  addClock(router, parts.clock);
  router.get('/state', (_request, response) => {
    const { seed, ...state } = parts.state.snapshot();
    response.json({
      ...state,
      seed: { ...seed, oauthClients: undefined },
      // Token hashes are of no use to a reader.
      tokens: undefined,
      refreshTokens: undefined,
    });
  });
  return router;
}

const JOURNAL_QUERY = z.strictObject({
  service: z.enum(SERVICE_NAMES).optional(),
  method: z.string().optional(),
  principal: z.string().optional(),
  path: z.string().optional(),
  after: z.coerce.number().int().optional(),
});

function addJournal(router: Router, journal: Journal): void {
  router.get('/journal', ({ query }, response) => {
    const { data, error } = JOURNAL_QUERY.safeParse(query);
    if (error) response.status(400).json({ message: z.prettifyError(error) });
    else response.json({ entries: journal.entries(data) });
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

const CLOCK_CHANGE = z.union([
  z.strictObject({ advanceMs: z.number().min(0) }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ realTime: z.literal(true) }),
]);

/** PUT takes one of {"advanceMs": 1000}, {"now": "2026-01-01T00:00:00Z"}, {"realTime": true}. */
function addClock(router: Router, clock: EmulatorClock): void {
  const show = () => ({ now: clock.now().toISOString(), mode: clock.mode });
  router.get('/clock', (_request, response) => {
    response.json(show());
  });
  router.put('/clock', ({ body }, response) => {
    const { data, error } = CLOCK_CHANGE.safeParse(body);
    if (error) {
      response.status(400).json({ message: z.prettifyError(error) });
      return;
    }
    if ('realTime' in data) clock.useRealTime();
    else if ('now' in data) clock.set(new Date(data.now));
    else clock.advance(data.advanceMs);
    response.json(show());
  });
}
