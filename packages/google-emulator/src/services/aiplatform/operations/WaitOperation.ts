import { Call, Reply, World } from '../../../http/Route';
import { existing } from './GetOperation';

const LONGEST_WAIT_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** Answers when the operation is done or `timeout` has passed in real time, whichever comes first. */
export async function waitOperation(call: Call, world: World): Promise<Reply> {
  const operation = existing(call, world);
  const asked = /^(\d+(?:\.\d+)?)s$/.exec(
    String(call.query.timeout ?? call.body.timeout ?? ''),
  );
  const waitMs = asked
    ? Math.min(Number(asked[1]) * 1000, LONGEST_WAIT_MS)
    : LONGEST_WAIT_MS;
  const deadlineMs = Date.now() + waitMs;
  world.operations.settle();
  while (!operation.outcome && Date.now() < deadlineMs) {
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
    world.operations.settle();
  }
  return { body: world.operations.render(operation) };
}
