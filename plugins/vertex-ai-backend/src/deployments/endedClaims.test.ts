import { randomUUID } from 'node:crypto';
import type { VertexAiClient } from '@backstage-vertex/plugin-vertex-ai-common';
import { isFinal } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  eachDatabase,
  Portal,
  startPortal,
  until,
} from '@backstage-vertex/testkit';
import { decodeJwt } from 'jose';
import plugin from '..';
import { RealSignIn } from '../__testUtils__/realSignIn';
import {
  deployTo,
  endpointAtGoogle,
  SEEDED,
  writesAtGoogle,
} from './__testUtils__/portalDriver';

const HOUR_MS = 3_600_000;
const PATIENT = { timeoutMs: 30_000, intervalMs: 50 };
const APPROVERS = ['group:default/ml-approvers'];
const notCarriedOut = { status: 'failed', error: 'Not carried out.' };
const untouched = { trafficSplit: { [SEEDED]: 100 }, models: [[SEEDED, '1']] };

describe.each(eachDatabase())(
  'a claim on which a deployment rests, on %s',
  database => {
    let signIn: RealSignIn;
    let portal: Portal;
    let department: string;

    beforeAll(async () => {
      signIn = await RealSignIn.start();
      signIn.extra = { department: 'fraud' };
    });
    beforeEach(() => {
      department = 'fraud';
    });
    afterEach(() => portal.stop());
    afterAll(() => signIn.stop());

    async function start(requires: object): Promise<void> {
      portal = await startPortal({
        features: [plugin, ...signIn.features()],
        database,
        signIn: 'real',
        stageDurationMs: 5 * 60_000,
        configure: config => {
          signIn.configure(config);
          const { environments, limits } = config.vertexAi;
          limits.claimsMaxAgeHours = 1;
          environments.dev.requires = requires as never;
          environments.dev.access = {
            viewer: { groups: ['group:default/ml-viewers'] },
            deployer: { claims: { department } },
            approver: { groups: APPROVERS },
          };
        },
      });
    }

    const client = async (person: string) =>
      portal.withToken(await signIn.token(portal, person));

    const ask = async (dana: VertexAiClient) =>
      (await dana.createDeployment(deployTo('live'), randomUUID())).id;

    /** Seen by somebody whose right to look rests on no claim. */
    const endOf = async (id: string) => {
      const victor = await client('victor.viewer');
      return until(
        `the end of ${id}`,
        async () => {
          portal.clock.advance(1_000);
          const deployment = await victor.getDeployment(id);
          return isFinal(deployment.phase) && deployment;
        },
        PATIENT,
      );
    };

    const approvedBy = async (person: string, id: string) => {
      const approver = await client(person);
      const { deployment } = await approver.getApproval(id);
      await approver.vote(id, {
        verdict: 'approve',
        intentDigest: deployment.intentDigest,
      });
    };
    const approvals = {
      'deployment.create': { approvals: { count: 1, from: APPROVERS } },
    };

    it('carries it while it counts', async () => {
      await start(approvals);
      const id = await ask(await client('dana.deployer'));
      portal.clock.advance(HOUR_MS / 2);
      await approvedBy('amir.approver', id);
      await until(
        'the first write',
        async () => {
          portal.clock.advance(1_000);
          return writesAtGoogle(portal).length > 0;
        },
        PATIENT,
      );
      expect(writesAtGoogle(portal)).toEqual(['DeployModel']);
    });

    it('that grows too old while it waits for approval stops it before its first write', async () => {
      await start(approvals);
      const id = await ask(await client('dana.deployer'));
      portal.clock.advance(HOUR_MS + 60_000);
      await approvedBy('amir.approver', id);
      const end = await endOf(id);
      expect(end).toMatchObject({
        phase: 'failed',
        effects: [notCarriedOut],
        problem: { code: 'role_missing' },
      });
      expect(end.message).toContain('verified too long ago');
      expect(writesAtGoogle(portal)).toEqual([]);
      expect(endpointAtGoogle(portal)).toMatchObject(untouched);
    });

    it('that grows too old while it waits in the queue stops it before its first write', async () => {
      await start({});
      const dana = await client('dana.deployer');
      const first = await ask(dana);
      const second = await ask(dana);
      await until(
        'the first has begun, and the second waits',
        async () => {
          portal.clock.advance(100);
          const { message } = await dana.getDeployment(second);
          return (
            message.includes(`Waits for deployment ${first}`) &&
            writesAtGoogle(portal).includes('DeployModel')
          );
        },
        PATIENT,
      );
      const written = writesAtGoogle(portal).length;
      portal.clock.advance(HOUR_MS + 60_000);
      const end = await endOf(second);
      expect(end).toMatchObject({
        phase: 'failed',
        effects: [notCarriedOut],
        problem: { code: 'role_missing' },
      });
      expect(end.message).toContain('verified too long ago');
      expect(writesAtGoogle(portal)).toHaveLength(written);
    });

    it('that a newer sign-in of the person has no more stops it before its first write', async () => {
      await start(approvals);
      const before = await signIn.token(portal, 'dana.deployer');
      const id = await ask(portal.withToken(before));
      signIn.extra = { department: 'risk' };
      const after = await until('a sign-in of a later second', async () => {
        const token = await signIn.token(portal, 'dana.deployer');
        return decodeJwt(token).iat! > decodeJwt(before).iat! && token;
      });
      signIn.extra = { department: 'fraud' };
      await portal.withToken(after).listEnvironments();
      // What she still holds of before is not newer than that.
      await portal.withToken(before).listEnvironments();
      await approvedBy('amir.approver', id);
      expect(await endOf(id)).toMatchObject({
        phase: 'failed',
        effects: [notCarriedOut],
        problem: { code: 'role_missing' },
      });
      expect(writesAtGoogle(portal)).toEqual([]);
      expect(endpointAtGoogle(portal)).toMatchObject(untouched);
    });

    it('that the rules ask for no more stops it before its first write', async () => {
      await start(approvals);
      const id = await ask(await client('dana.deployer'));
      department = 'risk';
      await portal.restart();
      await approvedBy('amir.approver', id);
      expect(await endOf(id)).toMatchObject({
        phase: 'failed',
        effects: [notCarriedOut],
        problem: { code: 'role_missing' },
      });
      expect(writesAtGoogle(portal)).toEqual([]);
      expect(endpointAtGoogle(portal)).toMatchObject(untouched);
    });
  },
);
