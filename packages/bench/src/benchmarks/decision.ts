import { performance } from 'node:perf_hooks';
import { ConfigReader } from '@backstage/config';
import { backendModule } from '../internals/backendModule';
import { Benchmark, Verdict } from '../measure/Benchmark';
import { summarise, Summary } from '../measure/quantiles';

const GROUPS = 200;
const RULES = 50;
const GUARDRAILS = 50;
const WARM_UP = 20_000;
/** By turns, so that whatever else the machine does hits both alike. */
const ROUNDS = 20;
const CALLS = 5_000;
/** Of the slow way; what it has parsed stays in memory. */
const OTHER_CALLS = 25;
const MAX_P99_US = 50;
const MIN_RATIO = 5;

type Policy = ReturnType<typeof backendModule<'policy'>>;
type Input = Parameters<Policy['decide']>[0];

/**
 * One decision as every request takes it: a role by the last of 50 rules, whose group is the last of the person's 200, first alone and
 * then with 50 guardrails of ten shapes. Ours compiles an expression once and brings the facts into the form of CEL once for a decision;
 * the other way does both for each guardrail.
 */
export const decision: Benchmark = {
  name: 'decision',
  question: `decide() with ${RULES} rules, ${GUARDRAILS} guardrails and ${GROUPS} groups, against parsing each guardrail when it is asked`,
  async run(report) {
    const policy = backendModule('policy');
    const input = inputOf();
    const unguarded = withoutGuardrails(input);
    const rules = () => policy.decide(unguarded);
    const ours = () => policy.decide(input);
    const other = () => parsedEachTime(policy, input);
    check(rules(), ours(), other());
    [rules, ours].forEach(way => repeat(way, WARM_UP));
    repeat(other, OTHER_CALLS);
    const samples = {
      rules: [] as number[],
      ours: [] as number[],
      other: [] as number[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      samples.rules.push(...eachMicros(rules, CALLS));
      samples.ours.push(...eachMicros(ours, CALLS));
      samples.other.push(...eachMicros(other, OTHER_CALLS));
    }
    const times = {
      rules: summarise(samples.rules),
      ours: summarise(samples.ours),
      other: summarise(samples.other),
    };
    report.say(`  rules alone                        ${told(times.rules)}`);
    report.say(`  with guardrails, compiled once     ${told(times.ours)}`);
    report.say(`  with guardrails, parsed each time  ${told(times.other)}`);
    return judge(times);
  },
};

function judge(times: Record<'rules' | 'ours' | 'other', Summary>): Verdict[] {
  const { rules, ours, other } = times;
  const ratio = other.p50 / ours.p50;
  return [
    {
      what: `one decision with ${RULES} rules and ${GROUPS} groups, 99th percentile`,
      measured: `${rules.p99.toFixed(1)} µs`,
      target: `less than ${MAX_P99_US} µs`,
      isMet: rules.p99 < MAX_P99_US,
    },
    {
      what: 'with guardrails, as fast as parsing each guardrail when it is asked, by the medians',
      measured: `${ratio.toFixed(1)} times`,
      target: `at least ${MIN_RATIO} times`,
      isMet: ratio >= MIN_RATIO,
    },
  ];
}

/** The same guardrails, each an expression that nobody has seen before: a space more each time. */
let spaces = 0;
function parsedEachTime(policy: Policy, input: Input) {
  spaces += 1;
  const { environment, actor } = input;
  return policy.decide({
    ...input,
    actor: { ...actor },
    environment: {
      ...environment,
      guardrails: environment.guardrails.map(guardrail => ({
        ...guardrail,
        expression: `${guardrail.expression}${' '.repeat(spaces % 5_000)}`,
      })),
    },
  });
}

function check(...decisions: { outcome: string }[]): void {
  if (decisions.some(({ outcome }) => outcome !== 'allowed')) {
    throw new Error('both ways have to allow it, or they do not do the same');
  }
}

function repeat(work: () => unknown, count: number): void {
  for (let index = 0; index < count; index += 1) {
    work();
  }
}

function eachMicros(work: () => unknown, count: number): number[] {
  const samples = new Array<number>(count);
  for (let index = 0; index < count; index += 1) {
    const startedMs = performance.now();
    work();
    samples[index] = (performance.now() - startedMs) * 1_000;
  }
  return samples;
}

function told({ p50, p99, max }: Summary): string {
  return `p50 ${p50.toFixed(1)} µs, p99 ${p99.toFixed(1)} µs, max ${max.toFixed(
    1,
  )} µs`;
}

const LAST_GROUP = `group:default/team-${GROUPS - 1}`;

const expressions = [
  'request.replicas.max <= 10',
  "request.machine.machineType.startsWith('n1-')",
  "request.location in ['europe-west4', 'europe-west1']",
  "'team' in request.endpoint.labels",
  `'${LAST_GROUP}' in actor.groups`,
  "!has(request.serviceAccount) || request.serviceAccount.endsWith('@ml-prod.iam.gserviceaccount.com')",
  "!(now.getDayOfWeek('Europe/Berlin') in [0, 6])",
  `model.labels[?'tier'].orValue('high') != 'high' || '${LAST_GROUP}' in actor.groups`,
  'request.trafficPercent >= 0 && request.trafficPercent <= 100',
  "environment.name == 'prod' && !has(request.machine.acceleratorType)",
];

function withoutGuardrails(input: Input): Input {
  return { ...input, environment: { ...input.environment, guardrails: [] } };
}

function inputOf(): Input {
  const groups = Array.from(
    { length: GROUPS },
    (_, index) => `group:default/team-${index}`,
  );
  return {
    actor: { kind: 'user', ref: 'user:default/ann', groups },
    action: 'deployment.create',
    location: 'europe-west4',
    environment: environmentOf(),
    facts: {
      request: {
        action: 'deployment.create',
        environment: 'prod',
        location: 'europe-west4',
        model: { id: '7001', version: '3' },
        machine: { machineType: 'n1-standard-4' },
        replicas: { min: 1, max: 3 },
        endpoint: {
          kind: 'new',
          displayName: 'fraud',
          labels: { team: 'fraud' },
          dedicated: false,
        },
        trafficPercent: 100,
      },
      model: { displayName: 'fraud-score', labels: { tier: 'high' } },
      // A Wednesday.
      now: new Date('2026-11-25T12:00:00Z'),
    },
  };
}

function environmentOf(): Input['environment'] {
  const { readConfig } = backendModule('config/readConfig');
  const guardrails = Array.from({ length: GUARDRAILS }, (_, index) => ({
    name: `guardrail-${index}`,
    expression: expressions[index % expressions.length],
    message: 'Not so.',
  }));
  const prod = {
    project: 'ml-prod',
    projectNumber: '100000000003',
    locations: ['europe-west4'],
    credentials: {
      strategy: 'workloadIdentityFederation',
      audience:
        '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    },
    access: {
      deployer: Array.from({ length: RULES }, (_, index) => ({
        name: `rule-${index}`,
        groups: [
          index === RULES - 1 ? LAST_GROUP : `group:default/other-${index}`,
        ],
      })),
    },
    guardrails,
  };
  return readConfig(
    new ConfigReader({
      backend: { baseUrl: 'http://localhost:7007' },
      vertexAi: { environments: { prod } },
    }),
  ).environments.get('prod')!;
}
