import {
  AccessPage,
  Simulation,
} from '@backstage-vertex/plugin-vertex-ai-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal, startBackend } from '../../__testUtils__/backend';
import { environment } from '../../__testUtils__/fixtures';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { violations } from '../../__testUtils__/violations';

const matrix: AccessPage = {
  items: [
    {
      environment: 'prod',
      role: 'deployer',
      rule: 'ml',
      member: 'user:default/dana.deployer',
      kind: 'user',
      group: 'group:default/ml',
      state: 'granted',
    },
    {
      environment: 'prod',
      role: 'deployer',
      rule: 'fraud',
      kind: 'anybody',
      claims: { department: ['fraud'] },
      state: 'ifClaimed',
    },
    {
      environment: 'prod',
      role: 'deployer',
      rule: 'ml',
      member: 'user:default/victor.viewer',
      kind: 'user',
      group: 'group:default/ml',
      path: ['group:default/ml', 'group:default/inner'],
      state: 'nestedOnly',
    },
  ],
  modelRules: [],
  missingGroups: [
    { environment: 'prod', role: 'admin', group: 'group:default/gone' },
  ],
};

const simulation: Simulation = {
  actor: 'user:default/victor.viewer',
  action: 'deployment.create',
  environment: 'prod',
  groups: ['group:default/ml-viewers'],
  permission: { name: 'vertex-ai.deployment.create' },
  explanation: {
    decision: {
      outcome: 'denied',
      reasons: [
        {
          code: 'roleMissing',
          message: 'No.',
          missingRoles: ['deployer', 'admin'],
          grantedBy: [],
        },
      ],
    },
    location: { name: 'europe-west4', listed: true },
    roles: [
      {
        role: 'deployer',
        held: false,
        rules: [
          {
            rule: 'fraud',
            matched: false,
            groups: ['group:default/ml'],
            users: 1,
            services: 0,
            claims: { department: ['fraud', 'risk'] },
            unmet: { member: true, claims: ['department'] },
          },
        ],
      },
      { role: 'admin', held: false, rules: [] },
    ],
    models: [],
    guardrails: [
      {
        guardrail: 'few',
        mode: 'observe',
        outcome: 'violated',
        message: 'Two at most.',
      },
    ],
    requirements: [{ kind: 'stepUp', maxAgeSeconds: 300, hardware: false }],
  },
};

describe('who has access', () => {
  const backend = startBackend();

  beforeEach(() => {
    backend.on('listEnvironments', {
      items: [environment(['auditor'], 'prod')],
    });
  });

  it('shows who is granted what by which rule, and who only seems to be', async () => {
    backend.on('listAccess', matrix);
    renderPortal('/access?environment=prod');
    const dana = await screen.findByRole('row', { name: /dana/ });
    expect(dana).toHaveTextContent(
      /prod.*deployer.*ml.*group:default\/ml.*yes/,
    );
    expect(
      screen.getByRole('row', { name: /Whoever brings the claims/ }),
    ).toHaveTextContent('if the sign-in brings department = fraud');
    expect(screen.getByRole('row', { name: /victor/ })).toHaveTextContent(
      /group:default\/ml › group:default\/inner.*no: only in a group below it/,
    );
    expect(
      screen.getByText('group:default/gone, for admin in prod'),
    ).toBeVisible();
    expect(backend.callsOf('listAccess')[0].query).toMatchObject({
      environment: 'prod',
    });
    expect(await violations()).toEqual([]);
  });

  it('shows whom a rule for single models admits, what it is about, and that it is not enough alone', async () => {
    const narrowed = {
      ...matrix.items[0],
      rule: 'deployer',
      modelRule: 'fraud-models',
    };
    backend.on('listAccess', {
      ...matrix,
      items: [
        matrix.items[0],
        narrowed,
        {
          ...narrowed,
          member: 'user:default/eve.fraud',
          state: 'roleMissing',
        },
      ],
      modelRules: [
        {
          environment: 'prod',
          name: 'fraud-models',
          match: { namePattern: 'fraud-*', labels: { tier: 'high' } },
          roles: ['deployer', 'predictor'],
        },
      ],
    });
    renderPortal('/access');
    expect(
      await screen.findByText(
        'fraud-models in prod, about models named fraud-* and labelled tier = high: for deployer and predictor. Any other role nobody has for them.',
      ),
    ).toBeVisible();
    const [, plain, admitted] = screen.getAllByRole('row');
    expect(plain).not.toHaveTextContent(/for the models/);
    expect(admitted).toHaveTextContent(/dana.*for the models of fraud-models/);
    expect(screen.getByRole('row', { name: /eve/ })).toHaveTextContent(
      /no: lacks this role in the environment/,
    );
    expect(await violations()).toEqual([]);
  });

  it('says who may see it to who may not', async () => {
    backend.on('listAccess', new Refusal('role_missing'));
    renderPortal('/access');
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Why can somebody, or not?' }),
    ).toHaveAttribute('href', '/vertex-ai/access/why');
  });

  it('explains a decision rule by rule, as the address asks for it', async () => {
    backend.on('simulateAccess', simulation);
    renderPortal(
      '/access/why?environment=prod&action=deployment.create&actor=user%3Adefault%2Fvictor.viewer',
    );
    const rule = await screen.findByText(/deployer by the rule fraud/);
    expect(rule.closest('li')).toHaveTextContent(
      /does not match.*one of group:default\/ml or 1 user and department = fraud or risk.*Is none of them.*Lacks department/,
    );
    expect(screen.getByText('No rule grants the role admin.')).toBeVisible();
    expect(screen.getByText(/Two at most. Only observed./)).toBeVisible();
    expect(screen.getByText(/security key/)).toBeVisible();
    expect(backend.callsOf('simulateAccess')[0].body).toEqual({
      actor: 'user:default/victor.viewer',
      environment: 'prod',
      action: 'deployment.create',
    });
    expect(await violations()).toEqual([]);
  });

  it('does not let it look like a refusal that the claims of another person are not known', async () => {
    const [deployer] = simulation.explanation.roles;
    const [rule] = deployer.rules;
    const unmet = { member: false, claims: ['department'] };
    backend.on('simulateAccess', {
      ...simulation,
      explanation: {
        ...simulation.explanation,
        roles: [{ ...deployer, rules: [{ ...rule, unmet }] }],
      },
    });
    renderPortal(
      '/access/why?environment=prod&action=deployment.create&actor=user%3Adefault%2Fvictor.viewer',
    );
    expect(
      await screen.findByText(/It may for user:default\/victor.viewer/),
    ).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it('asks nothing before it is known what about', async () => {
    backend.on('simulateAccess', simulation);
    renderPortal('/access/why');
    await screen.findByText('Choose an environment and an action');
    const button = screen.getByRole('button', { name: 'Show rule by rule' });
    expect(button).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
    await userEvent.click(
      within(screen.getByRole('listbox')).getByText('Prod'),
    );
    await userEvent.click(screen.getByRole('button', { name: /Wants to/ }));
    await userEvent.click(
      within(screen.getByRole('listbox')).getByText('deploy a model'),
    );
    expect(backend.callsOf('simulateAccess')).toEqual([]);
    await userEvent.click(button);
    expect(await screen.findByText(/deployer by the rule fraud/)).toBeVisible();
  });
});
