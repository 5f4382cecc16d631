import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook } from '@testing-library/react';
import { act, PropsWithChildren } from 'react';
import { Refusal } from '../__testUtils__/backend';
import { deploymentDetail } from '../__testUtils__/fixtures';
import { createVertexAiClient, vertexAiApiRef } from '../api';
import { useDeployment } from './useDeployment';

describe('an open page without signals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** How often a deployment is asked for within a minute when the server answers so. */
  async function readsInAMinute(status: number, answer: object) {
    let reads = 0;
    const client = createVertexAiClient({
      fetch: async () => {
        reads += 1;
        return new Response(JSON.stringify(answer), { status });
      },
    });
    const { unmount } = renderHook(() => useDeployment(deploymentDetail.id), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider
          apis={[[vertexAiApiRef, client], mockApis.analytics()]}
        >
          {children}
        </TestApiProvider>
      ),
    });
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    unmount();
    return reads;
  }

  it.each(['forbidden', 'role_missing', 'not_found'] as const)(
    'asks no more after %s, which will not change',
    async code => {
      const { problem } = new Refusal(code);
      expect(await readsInAMinute(problem.status, problem)).toBe(1);
    },
  );

  it.each(['internal', 'quota_exceeded'] as const)(
    'goes on asking after %s, which may pass',
    async code => {
      const { problem } = new Refusal(code);
      expect(await readsInAMinute(problem.status, problem)).toBeGreaterThan(15);
    },
  );

  it('goes on asking while a deployment is under way, and stops at its end', async () => {
    expect(await readsInAMinute(200, deploymentDetail)).toBeGreaterThan(15);
    expect(
      await readsInAMinute(200, { ...deploymentDetail, phase: 'cancelled' }),
    ).toBe(1);
  });
});
